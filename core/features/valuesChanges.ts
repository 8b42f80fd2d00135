/** What becomes of changes of values of charts: of a file of them, and of those that an object holds. */
import { chartFindings } from '../changes/chartFindings.ts';
import type { Earlier } from '../changes/changes.ts';
import { valuesInText } from '../changes/earlierTexts.ts';
import type { Finding } from '../findings/finding.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import type { ResolvedInline } from '../helm/valuesFiles.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestObject } from '../model/objects.ts';
import { propertyOf } from '../schema/typedSchema.ts';
import { at, entries, get, text, type Node } from '../yaml/node.ts';

/** Values of one chart before and now. */
interface Compared {
  readonly before: Node;
  readonly after: Node;
  readonly was: string;
}

/** Values of a chart, and of those that it takes along. */
export function* changesOfValues(typed: ChartSchema, values: Compared): Generator<Finding> {
  const { chart, root } = typed;
  if (!chart.isParent) yield* chartFindings(chart.id, values);
  for (const { key, value } of entries(values.after)) {
    const part = propertyOf(typed, root, key.source)?.['x-chart'];
    const old = part && get(values.before, key.source);
    if (part && old) yield* chartFindings(part.id, { ...values, before: old, after: value });
  }
}

/** Values that the objects of a document hold, beside the same objects as they were. */
export function* changesOfInlineValues(
  inline: readonly ResolvedInline[],
  document: ManifestDocument,
  compared: readonly (readonly [before: Earlier, after: ManifestObject])[],
): Generator<Finding> {
  for (const { path, typed, text: inText } of inline) {
    const found = compared.find(([, { path: own }]) => own.every((step, i) => path[i] === step));
    if (!found || found[0].isLive) continue;
    const [{ object, was }, { path: own }] = found;
    const old = at(object.node, path.slice(own.length));
    const before = old?.type === 'scalar' ? valuesInText(text(old) ?? '') : old;
    const after = inText ? inText.document.root : at(document.root, path);
    if (before?.type !== 'map' || after?.type !== 'map') continue;
    for (const finding of changesOfValues(typed, { before, after, was }))
      yield inText ? movedBy(inText.offset, finding) : finding;
  }
}

/** Of a text in the document. */
function movedBy(offset: number, finding: Finding): Finding {
  const [start, end] = finding.span;
  return { ...finding, span: [start + offset, end + offset] };
}
