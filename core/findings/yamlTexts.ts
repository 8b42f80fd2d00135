/** Values of a chart that are YAML in a text: the templates of the chart put it into manifests. */
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import { textValues, type TextValues } from '../helm/inlineValues.ts';
import { propertyOf } from '../schema/typedSchema.ts';
import { entries, type Node, type Span } from '../yaml/node.ts';

export interface YamlText {
  readonly values: TextValues;
  /** Of the text, header and all. */
  readonly span: Span;
  /** What the text holds, as a schema of its own. */
  readonly typed: ChartSchema;
}

/** Of the topmost keys; only a literal block keeps its lines as they are, and templates make what they like. */
export function yamlTextsIn(
  document: ManifestDocument,
  root: Node | undefined,
  typed: ChartSchema,
): readonly YamlText[] {
  return entries(root).flatMap(({ key, value }) => {
    const items = propertyOf(typed, typed.root, key.source)?.['x-yaml-items'];
    if (items === undefined || value.type !== 'scalar') return [];
    if (document.text[value.span[0]] !== '|') return [];
    const values = textValues(document, value.span);
    if (isTemplate(values.document)) return [];
    const list = { type: 'array', items: { $ref: items } } as const;
    return [{ values, span: value.span, typed: { ...typed, root: list, judges: [] } }];
  });
}
