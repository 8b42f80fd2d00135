/** A whole manifest of a kind, as a snippet for an empty document. */
import { formatApiVersion } from '../../../shared/gvk.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import type { KindEntry } from '../../schema/schema.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';
import { requiredLines, starterLines, type Layout } from '../../schema/starter.ts';
import { filledStops } from './placeholders.ts';

const layout: Layout = { dashIndent: 2, fields: 'starter' };

/** Every place that the user fills in is a tab stop that holds a plausible value. */
export function starterText(store: SchemaStore, entry: KindEntry): string {
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
    const starter = [...new Set([...(root['x-starter'] ?? []), ...(root.required ?? [])])];
    const rest = {
      ...root,
      'x-starter': starter.filter((name) => !head.includes(name)),
      required: [],
    };
    lines.push(...requiredLines(typed, rest, notation, layout, 1));
    const { spec } = root.properties ?? {};
    if (spec && !starter.includes('spec')) {
      lines.push(...starterLines(typed, 'spec', spec, notation, layout, 1));
    }
  }
  return `${lines.join('\n')}\n$0`;
}
