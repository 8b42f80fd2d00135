/** Manifests that stand as text in another document: what a program, an operator or a chart sends to the API server later. */
import type { AskedExpressions } from '../expressions/expressions.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { manifestTextsIn } from '../model/manifestTexts.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import type { Span } from '../yaml/node.ts';
import type { Finding } from './finding.ts';
import type { TextPart } from './textParts.ts';

/** What a document that stands in another one is judged with, too. */
export interface JudgedWith {
  readonly store: SchemaStore;
  readonly filling: Filling;
  readonly release?: string;
  readonly expressions?: AskedExpressions;
}

/** `isPatch`: whoever reads it adds what is absent. */
type Validate = (
  ctx: JudgedWith & { readonly isPatch: boolean },
  document: ManifestDocument,
  budget: StepBudget,
) => Work<Finding[]>;

/** `others`: texts of which something else is known, patches and values. */
export function manifestTextParts(
  host: ManifestDocument,
  { store, filling, release, expressions }: JudgedWith,
  others: readonly TextPart[],
  validate: Validate,
): TextPart[] {
  const isOther = ([start]: Span): boolean =>
    others.some(({ span: [from, to] }) => from <= start && start < to);
  return manifestTextsIn(host).flatMap(({ document, offset, textSpan: span }) => {
    if (isOther(span) || !isJudged(document, store)) return [];
    // Executors of Airflow and Spark add name and image to their pods; in what is no ConfigMap it may be a patch.
    const isPatch = document.gvk?.kind === 'Pod' || host.gvk?.kind !== 'ConfigMap';
    const more = { ...(release !== undefined && { release }), ...(expressions && { expressions }) };
    const ctx = { store, filling, isPatch, ...more };
    return [{ span, offset, check: (left) => lessSevere(validate(ctx, document, left)) }];
  });
}

/** The API server sees it later, if at all. */
function* lessSevere(work: Work<Finding[]>): Work<Finding[]> {
  const found = yield* work;
  return found.map((one) => (one.severity === 'error' ? { ...one, severity: 'warning' } : one));
}

/** Of a kind that is not known it may be the file of a tool; what stands in a Secret is nobody's business. */
function isJudged(document: ManifestDocument, store: SchemaStore): boolean {
  const { gvk, text } = document;
  if (!gvk || gvk.kind === 'Secret' || !store.find(gvk)) return false;
  return !/\{\{|\{%|<%/.test(text) && !isTemplate(document);
}
