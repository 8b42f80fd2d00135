/** All that is reported about one document, and kept with it until its text changes. */
import { isProgramTemplate } from '../model/programTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { objectsUnder, type ManifestObject } from '../model/objects.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { FilledIn } from '../placeholders/fillIn.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import { get } from '../yaml/node.ts';
import { moved } from './moved.ts';
import type { Finding } from './finding.ts';
import { isBeyond } from '../schema/kubernetesRelease.ts';
import type { TypeSchema } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { anything } from '../walk/walk.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import { checkValues } from '../helm/checkValues.ts';
import type { ResolvedInline } from '../helm/valuesFiles.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { checkHead } from '../checks/headKeys.ts';
import { checkList } from '../checks/list.ts';
import { checkLooseDocument, dropped } from '../checks/looseDocument.ts';
import { recover } from '../checks/recover.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { MountedFiles } from '../embedded/files.ts';
import type { AskedExpressions } from '../expressions/expressions.ts';
import type { Transformed } from '../model/transformed.ts';
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { withoutHead, withoutInstructions } from '../kustomize/instructions.ts';
import type { PatchText } from '../kustomize/patchTexts.ts';
import type { FileSchema } from '../schema/fileSchemas.ts';
import type { Beside } from '../kustomize/patches.ts';
import type { LookUp, WalkContext } from '../walk/visit.ts';
import { checkJsonPatch } from './jsonPatch.ts';
import { agreed } from './agreed.ts';
import { dedupe } from './dedupe.ts';
import { checkInlineValues } from './checkInlineValues.ts';
import { filledInOf } from './filledInOf.ts';
import { findingsIn } from './findingsIn.ts';
import { checkKindRelease } from './kindRelease.ts';
import { maxFindings } from './maxFindings.ts';
import { manifestTextParts, type JudgedWith } from './manifestTexts.ts';
import { checkTexts, type TextPart } from './textParts.ts';
import { yamlTextsIn } from './yamlTexts.ts';
import { patchedKind } from './patchedKind.ts';
import type { PatchTarget } from '../kustomize/patchTarget.ts';
import { notChecked } from './notChecked.ts';
import { ofUnknownKind } from './unknownKind.ts';
import { withoutSuppressed } from './suppress.ts';
import { checkSyntax } from '../checks/syntax.ts';
import type { YamlProblem } from '../yaml/yamlProblem.ts';

export interface ValidationContext {
  readonly store: SchemaStore;
  /** The release of Kubernetes that counts, `1.29`; absent: the newest that is known. */
  readonly release?: string;
  /** URI of the file: of several CRDs in the workspace the nearest counts. */
  readonly from?: string;
  /** A kustomize patch: what is absent is not missing. */
  readonly isPatch: boolean;
  /** What the target of a patch says: it is judged as that, not as what it says itself. */
  readonly patched?: PatchTarget;
  /** A tool reads it instead of an API server: only YAML is checked. */
  readonly isToolFile?: boolean;
  /** The schema of a file that a tool reads instead. */
  readonly ofFile?: FileSchema;
  readonly lookUp?: LookUp;
  readonly beside?: Beside;
  /** What kustomize fills in before the objects are sent. */
  readonly transformed?: Transformed;
  /** Patches that the document holds as text. */
  readonly patches?: readonly PatchText[];
  /** Another document of the file says that it is an object. */
  readonly isAmongObjects?: boolean;
  /** It stands where kubectl does not read on. */
  readonly isDropped?: boolean;
  /** Where the files of a ConfigMap are found. */
  readonly mounted?: MountedFiles;
  /** Evaluates the conditions of CRDs. */
  readonly expressions?: AskedExpressions;
  /** Which placeholders there are in the file. */
  readonly filling: Filling;
  /** Values of Helm charts in the document. */
  readonly inline?: readonly ResolvedInline[];
}

/** Findings in the order of the text. Pure: the same text and context give the same findings and cost the same steps. */
export function* validateDocument(
  ctx: ValidationContext,
  document: ManifestDocument,
  budget: StepBudget,
): Work<Finding[]> {
  const { typeMeta, text } = document;
  const isHeadless = !typeMeta.apiVersion && !typeMeta.kind;
  if (isHeadless && ctx.isPatch && document.root?.type === 'seq')
    return yield* validateJsonPatch(ctx, document, undefined, budget);
  // Other YAML files are not even parsed.
  if (isHeadless && !ctx.ofFile && !ctx.inline?.length) {
    const found = checkLooseDocument(document, ctx);
    return [...withoutSuppressed(document, found)];
  }
  if (document.leftOut) return [notChecked(document.leftOut, typeMeta)];
  const findings = yield* checkRecovered(document, budget, (readable, left) =>
    check(ctx, readable, left),
  );
  const inText = yield* checkTexts(textPartsOf(ctx, document), text, budget);
  return [...withoutSuppressed(document, dedupe(findings, text)), ...inText];
}

function textPartsOf(ctx: ValidationContext, host: ManifestDocument): readonly TextPart[] {
  const { inline = [], patches = [] } = ctx;
  const values = inline.flatMap(({ text, typed, textSpan: span }): TextPart[] => {
    if (!text || !span) return [];
    const { document, offset } = text;
    return [{ span, offset, check: (left) => validateValues(document, typed, ctx, left) }];
  });
  const ofPatches = patches.map((patch): TextPart => {
    const { textSpan: span, offset } = patch;
    return { span, offset, check: (left) => validatePatchText(ctx, patch, left) };
  });
  const known = [...values, ...ofPatches];
  const isOfTool = ctx.isToolFile || ctx.ofFile;
  return isOfTool ? known : [...known, ...manifestTextParts(host, ctx, known, validateDocument)];
}

/** A patch that a document holds as text: a part of a manifest, or a list of operations. */
function* validatePatchText(
  { store, filling }: ValidationContext,
  { document, target, patched }: PatchText,
  budget: StepBudget,
): Work<Finding[]> {
  if (isTemplate(document)) return [];
  const ctx = { store, filling, isPatch: true, ...(patched && { patched }) };
  if (document.root?.type === 'seq') return yield* validateJsonPatch(ctx, document, target, budget);
  return yield* validateDocument(ctx, document, budget);
}

function* validateJsonPatch(
  { store, filling }: ValidationContext,
  document: ManifestDocument,
  target: GroupVersionKind | undefined,
  budget: StepBudget,
): Work<Finding[]> {
  const { text, parsed } = document;
  const filledIn = filledInOf(document, filling, undefined);
  const root = filledIn?.root ?? parsed.root;
  const patch = root && { root, text, filledIn, ...(target && { target }) };
  const found = patch ? yield* checkJsonPatch(store, patch, budget) : [];
  const all = trusted([...checkSyntax(parsed.problems, text), ...found], parsed.problems, text);
  return [...withoutSuppressed(document, dedupe(all, text))];
}

/** Findings on the values of a chart: a file, or text in a manifest. */
export function* validateValues(
  document: ManifestDocument,
  typed: ChartSchema,
  ctx: JudgedWith,
  budget: StepBudget,
): Work<Finding[]> {
  if (document.leftOut) return [notChecked(document.leftOut, {})];
  const findings = yield* checkRecovered(document, budget, function* (readable, left) {
    const { parsed, text } = readable;
    const filledIn = filledInOf(readable, ctx.filling, typed);
    const { problems } = parsed;
    const root = filledIn?.root ?? parsed.root;
    const found = root ? yield* checkValues(typed, { root, text, filledIn }, left) : [];
    return trusted([...checkSyntax(problems, text), ...found], problems, text);
  });
  const own = withoutSuppressed(document, dedupe(findings, document.text));
  const parts = yamlTextsIn(document, document.root, typed).map(
    ({ values, span, typed: inside }): TextPart => ({
      ...{ span, offset: values.offset },
      check: (left) => validateValues(values.document, inside, ctx, left),
    }),
  );
  const all = [...parts, ...manifestTextParts(document, ctx, parts, validateDocument)];
  return [...own, ...(yield* checkTexts(all, document.text, budget))];
}

/** Checks what is left to read of a broken document, too. */
function* checkRecovered(
  document: ManifestDocument,
  budget: StepBudget,
  check: (readable: ManifestDocument, budget: StepBudget) => Work<Finding[]>,
): Work<Finding[]> {
  const recovered = document.parsed.problems.some(({ isLocal }) => !isLocal)
    ? recover(document)
    : undefined;
  if (!recovered) return yield* check(document, budget);
  const left = budget.part(1);
  const found = yield* check(recovered.document, left);
  budget.close(left, (offset) => recovered.toOriginal([offset, offset])[0]);
  return [...recovered.findings, ...found.map((finding) => moved(finding, recovered))];
}

function* check(
  ctx: ValidationContext,
  document: ManifestDocument,
  budget: StepBudget,
): Work<Finding[]> {
  const { typeMeta, text } = document;
  const { patched, store } = ctx;
  const gvk = patched ? patchedKind(store, patched, document.gvk) : document.gvk;
  const { problems } = document.parsed;
  const typed = gvk && store.schemaOf(gvk, ctx.from);
  const filledIn = filledInOf(document, ctx.filling, typed, ctx.transformed?.replaced);
  const root = filledIn?.root ?? document.root;
  const isOwn = !filledIn && !patched;
  const objects = isOwn ? document.objects : root && gvk ? objectsUnder(root, gvk) : [];
  const syntax = checkSyntax(problems, text);
  const findings = [...(ctx.isDropped ? dropped(document) : []), ...syntax];
  if (ctx.isToolFile)
    return trusted([...findings, ...(yield* checkToolFile(ctx, document, budget))], problems, text);
  if (ctx.ofFile && root)
    findings.push(...(yield* checkFile(ctx, ctx.ofFile, { root, text, filledIn }, budget)));
  const isAnyKind = ctx.isPatch && (gvk?.kind === '*' || gvk?.version === '*');
  const isKnown = isListKind(gvk?.kind) || (gvk && store.find(gvk));
  if (!ctx.ofFile && !isAnyKind && !isKnown && !patched)
    findings.push(...checkHead(document, ctx.store, ctx.release));
  findings.push(...checkList(root, typeMeta, ctx.store, ctx.release));
  for (const object of ctx.ofFile ? [] : objects) {
    if (budget.stoppedAt !== undefined || findings.length >= maxFindings) break;
    const found = yield* checkObject(ctx, object, {
      text,
      isBroken: problems.some(({ isAccepted }) => !isAccepted),
      filledIn,
      budget,
    });
    for (const finding of found) findings.push(finding);
  }
  for (const finding of yield* checkInlineValues(
    ctx,
    document,
    budget,
    maxFindings - findings.length,
  ))
    findings.push(finding);
  return trusted(findings, problems, text);
}

function* checkFile(
  { lookUp, beside }: ValidationContext,
  schema: FileSchema,
  { filledIn, ...read }: Pick<WalkContext, 'root' | 'text' | 'filledIn'>,
  budget: StepBudget,
): Work<Finding[]> {
  const gvk = { group: '', version: '', kind: '' };
  const more = {
    ...(lookUp && { lookUp }),
    ...(beside && { beside }),
    ...(filledIn && { filledIn }),
  };
  return yield* findingsIn({ ...read, gvk, schema, ...more }, budget);
}

/** Keys given twice: readers of such files refuse them, too. */
function* checkToolFile(
  { store }: ValidationContext,
  { root, text }: ManifestDocument,
  budget: StepBudget,
): Work<Finding[]> {
  if (!root) return [];
  const { patterns } = store;
  const schema = { root: anything, patterns, resolve: (same: TypeSchema) => same };
  const gvk = { group: '', version: '', kind: '' };
  return yield* findingsIn({ root, gvk, text, schema, isPartial: true }, budget);
}

/** From the line of most syntax errors on the tree is a guess. */
function trusted(
  findings: readonly Finding[],
  problems: readonly YamlProblem[],
  text: string,
): Finding[] {
  const lost = problems.find(({ isLocal }) => !isLocal);
  const end = lost ? text.lastIndexOf('\n', lost.span[0] - 1) + 1 : Infinity;
  return findings.filter(({ code, span }) => code === 'yaml-syntax' || span[0] < end);
}

interface ObjectOptions {
  readonly text: string;
  readonly isBroken: boolean;
  readonly filledIn: FilledIn | undefined;
  readonly budget: StepBudget;
}

function* checkObject(
  ctx: ValidationContext,
  { node, gvk }: ManifestObject,
  { text, isBroken, filledIn, budget }: ObjectOptions,
): Work<Finding[]> {
  if (!gvk) return [];
  const { store, from, release = store.apiVersions.newest, isPatch } = ctx;
  const { transformed, expressions, mounted } = ctx;
  const ofRelease = yield* checkKindRelease(
    {
      ...{ store, release, text, budget },
      isPartial: isPatch || isBroken || filledIn?.isPartial === true,
      ...(filledIn && { filledIn }),
    },
    node,
    gvk,
  );
  const { newest } = store.apiVersions;
  const [typed = store.anyObject, ...rivals] = store.schemasOf(gvk, from);
  const names = store.namesOf(gvk);
  const podSpecs = store.podSpecsOf(gvk);
  // A file that some tool reads (kustomization, kind, kubeadm) looks like an object but has no metadata.
  const isObject = typed.entry !== undefined || get(node, 'metadata') !== undefined;
  const merged = isPatch ? withoutInstructions(node) : node;
  const root = ctx.patched ? withoutHead(merged) : merged;
  const isUnfinished = isPatch || isBroken || filledIn?.isPartial === true;
  const isPartial = isUnfinished || !isObject || isProgramTemplate(node, gvk);
  const found = yield* agreed([typed, ...rivals], (schema) =>
    findingsIn(
      {
        ...{ root, gvk, text, release, schema, isPartial },
        ...(isBeyond(release, newest) && { newestKnown: newest }),
        ...(filledIn && { filledIn }),
        ...(schema.entry && { isNamespaced: schema.entry.namespaced }),
        ...(names && { names }),
        podSpecs,
        ...(transformed && { transformed }),
        ...(expressions && { expressions }),
        ...(mounted && { mounted }),
      },
      budget,
    ),
  );
  const ofObject = typed.entry ? found : ofUnknownKind(found, get(node, 'metadata'));
  return [...ofRelease, ...ofObject];
}
