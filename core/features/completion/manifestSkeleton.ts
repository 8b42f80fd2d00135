/** A whole manifest of a kind, as a snippet for an empty document. */
import { formatApiVersion } from '../../../shared/gvk.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import type { KindEntry } from '../../schema/schema.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';
import { requiredLines, skeletonLines, type Layout } from '../../schema/skeleton.ts';
import { filledStops } from './placeholders.ts';

const layout: Layout = { dashIndent: 2, fields: 'skeleton' };

/** Every place that the user fills in is a tab stop that holds a plausible value. */
export function skeletonText(store: SchemaStore, entry: KindEntry): string {
  const typed = store.schemaOf(entry);
  const { notation, name } = filledStops('name');
  const lines = [
    `apiVersion: ${notation.literal(yamlText(formatApiVersion(entry)))}`,
    `kind: ${notation.literal(yamlText(entry.kind))}`,
    'metadata:',
    `  name: ${name()}`,
  ];
  if (typed) {
    const root = typed.resolve(typed.root);
    const head = ['apiVersion', 'kind', 'metadata'];
    const skeleton = [...new Set([...(root['x-skeleton'] ?? []), ...(root.required ?? [])])];
    const rest = {
      ...root,
      'x-skeleton': skeleton.filter((name) => !head.includes(name)),
      required: [],
    };
    lines.push(...requiredLines(typed, rest, notation, layout, 1));
    const { spec } = root.properties ?? {};
    if (spec && !skeleton.includes('spec')) {
      lines.push(...skeletonLines(typed, 'spec', spec, notation, layout, 1));
    }
  }
  return `${lines.join('\n')}\n$0`;
}
