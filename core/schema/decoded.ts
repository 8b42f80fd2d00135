/** What the API server makes of `null`: elsewhere it is the same as no field, but a list keeps its items. */
import { mapNode, scalarNode, type Node, type SeqNode } from '../yaml/node.ts';
import type { TypeSchema } from './schema.ts';

/**
 * Items of a list as the server decodes them: an item without a value is the empty value of its type. In a custom
 * resource it stays what it is.
 */
export function decodedItems(list: SeqNode, itemSchema: TypeSchema): readonly Node[] {
  if (itemSchema['x-enforced']) return list.items;
  const isPlain = list.items.every((item) => item.type !== 'scalar' || item.value !== null);
  return isPlain ? list.items : list.items.map((item) => decodedItem(item, itemSchema));
}

function decodedItem(item: Node, { type, properties }: TypeSchema): Node {
  if (item.type !== 'scalar' || item.value !== null) return item;
  const { span, source } = item;
  if (properties) return mapNode({ entries: [], duplicates: [], span });
  if (type === 'string') return scalarNode({ value: '', source, isPlain: true, span });
  if (type === 'integer') return scalarNode({ value: 0, source: '0', isPlain: true, span });
  return item;
}
