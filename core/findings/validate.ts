/** All that is reported about one document, and kept with it until its text changes. */
import type { Head } from '../model/head.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestObject } from '../model/objects.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { LeftOut } from '../yaml/parse.ts';
import { at, get, type Span } from '../yaml/node.ts';
import type { Finding } from './finding.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import { checkValues } from '../helm/checkValues.ts';
import type { ResolvedInline } from '../helm/valuesFiles.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { checkIdentity } from '../checks/identity.ts';
import { recover, type Recovered } from '../checks/recover.ts';
import { dedupe } from './dedupe.ts';
import { findingsIn } from './findingsIn.ts';
import { maxReports } from './maxReports.ts';
import { withoutSuppressed } from './suppress.ts';
import { checkSyntax } from '../checks/syntax.ts';
import type { YamlProblem } from '../yaml/yamlProblem.ts';

export interface ValidationContext {
  readonly store: SchemaStore;
  /** A kustomize patch: what is absent is not missing. */
  readonly isPatch: boolean;
  /** Values of Helm charts in the document. */
  readonly inline?: readonly ResolvedInline[];
}

/** Reports in the order of the text. Pure: the same text and context give the same reports and cost the same steps. */
export function* validateDocument(
  ctx: ValidationContext,
  document: ManifestDocument,
  budget: StepBudget,
): Work<Finding[]> {
  const { head, text } = document;
  // Other YAML files are not even parsed.
  if (!head.apiVersion && !head.kind && !ctx.inline?.length) return [];
  if (document.leftOut) return [notChecked(document.leftOut, head)];
  const reports = yield* checkRecovered(document, budget, (readable, left) =>
    check(ctx, readable, left),
  );
  const inText: Finding[] = [];
  for (const { text: values, typed, textSpan } of ctx.inline ?? []) {
    if (!values || !textSpan || budget.stoppedAt !== undefined) continue;
    if (inText.length >= maxReports) break;
    const left = budget.part(1);
    for (const report of yield* validateValues(values.document, typed, left))
      inText.push(within(textSpan, movedBy(values.offset, report), text));
    budget.close(left, (offset) => offset + values.offset);
  }
  return [...withoutSuppressed(document, dedupe(reports, text)), ...inText];
}

/** The text of values may end too early: that is reported at its end, not behind it. */
function within([start, end]: Span, report: Finding, text: string): Finding {
  const last = start + text.slice(start, end).trimEnd().length;
  if (report.span[0] < last) return report;
  return { ...report, span: [Math.max(start, last - 1), last] };
}

/** Reports on the values of a chart: a file, or text in a manifest. */
export function* validateValues(
  document: ManifestDocument,
  typed: ChartSchema,
  budget: StepBudget,
): Work<Finding[]> {
  if (document.leftOut) return [notChecked(document.leftOut, {})];
  const reports = yield* checkRecovered(document, budget, function* ({ parsed, text }, left) {
    const { root, problems } = parsed;
    const found = root ? yield* checkValues(typed, root, text, left) : [];
    return trusted([...checkSyntax(problems, text), ...found], problems);
  });
  return withoutSuppressed(document, dedupe(reports, document.text));
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
  return [...recovered.reports, ...found.map((report) => moved(report, recovered))];
}

const leftOutWords: Readonly<Record<LeftOut, string>> = {
  'too long': 'it is longer than a million characters',
  'too many parts': 'it holds too many words and signs for one document',
  'too deep': 'its values are nested deeper than 300 levels',
};

function notChecked(reason: LeftOut, { apiVersion, kind }: Partial<Head>): Finding {
  const { start, end } = kind ?? apiVersion ?? { start: 0, end: 0 };
  return {
    span: [start, end],
    code: 'not-checked',
    severity: 'information',
    message: `this document is not checked: ${leftOutWords[reason]}`,
  };
}

function* check(
  ctx: ValidationContext,
  document: ManifestDocument,
  budget: StepBudget,
): Work<Finding[]> {
  const { head, gvk, text } = document;
  const { root, problems } = document.parsed;
  const syntax = checkSyntax(problems, text);
  const reports = [...syntax];
  if (!isListKind(gvk?.kind) && (!gvk || !ctx.store.find(gvk)))
    reports.push(...checkIdentity(head, gvk, ctx.store));
  for (const object of document.objects) {
    if (budget.stoppedAt !== undefined || reports.length >= maxReports) break;
    const found = yield* checkObject(ctx, object, {
      text,
      isBroken: problems.some(({ isAccepted }) => !isAccepted),
      budget,
    });
    for (const report of found) reports.push(report);
  }
  for (const { path, typed, textSpan } of ctx.inline ?? []) {
    if (reports.length >= maxReports) break;
    const node = textSpan ? undefined : at(root, path);
    if (node?.type === 'map') reports.push(...(yield* checkValues(typed, node, text, budget)));
  }
  return trusted(reports, problems);
}

/** Behind most syntax errors the tree is a guess. */
function trusted(reports: readonly Finding[], problems: readonly YamlProblem[]): Finding[] {
  const lost = problems.find(({ isLocal }) => !isLocal);
  const end = lost ? lost.span[0] : Infinity;
  return reports.filter(({ code, span }) => code === 'yaml-syntax' || span[0] < end);
}

function movedBy(offset: number, report: Finding): Finding {
  return moved(report, { toOriginal: ([start, end]) => [start + offset, end + offset] });
}

function moved(report: Finding, { toOriginal }: Pick<Recovered, 'toOriginal'>): Finding {
  const { fix, related } = report;
  return {
    ...report,
    span: toOriginal(report.span),
    ...(fix && {
      fix: { ...fix, edits: fix.edits.map(([span, text]) => [toOriginal(span), text] as const) },
    }),
    ...(related && {
      related: related.map((other) => ({ ...other, span: toOriginal(other.span) })),
    }),
  };
}

interface ObjectOptions {
  readonly text: string;
  readonly isBroken: boolean;
  readonly budget: StepBudget;
}

function* checkObject(
  { store, isPatch }: ValidationContext,
  { node, gvk }: ManifestObject,
  { text, isBroken, budget }: ObjectOptions,
): Work<Finding[]> {
  if (!gvk) return [];
  const typed = store.schemaOf(gvk) ?? store.anyObject;
  // A file that some tool reads (kustomization, kind, kubeadm) looks like an object but has no metadata.
  const isObject = typed.entry !== undefined || get(node, 'metadata') !== undefined;
  return yield* findingsIn(
    {
      root: node,
      gvk,
      text,
      schema: typed,
      isPartial: isPatch || isBroken || !isObject,
      ...(typed.entry && { isNamespaced: typed.entry.namespaced }),
    },
    budget,
  );
}
