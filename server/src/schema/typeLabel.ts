import type { Schema, SchemaType } from './schema.ts';
import { itemsOf, type SchemaView } from './schemaView.ts';

const words: Record<SchemaType, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'mapping',
  array: 'list',
  null: 'nothing',
};

/** What a field takes, in a few words: `list of text`, `whole number or text`, `mapping of text`. */
export function typeLabel(view: SchemaView, schema: Schema): string {
  if (schema['x-kubernetes-int-or-string']) return 'whole number or text';
  const types = [schema.type ?? (schema.properties ? 'object' : [])].flat();
  if (types.length === 0) return 'any value';
  return types
    .map((type) => {
      if (type === 'array') {
        const items = itemsOf(view, schema);
        return items ? `list of ${plural(typeLabel(view, items))}` : 'list';
      }
      if (type === 'object' && typeof schema.additionalProperties === 'object') {
        return `mapping of ${plural(typeLabel(view, view.resolve(schema.additionalProperties)))}`;
      }
      return words[type];
    })
    .join(' or ');
}

function plural(label: string): string {
  if (label === 'mapping') return 'mappings';
  if (label === 'whole number') return 'whole numbers';
  if (label === 'number') return 'numbers';
  return label;
}
