/** The causes that an API server gives for a refusal, beside the places that a rule marks. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import type { Mark } from '../../tools/rules/exampleFile.ts';

export interface Cause {
  /** `FieldValueRequired`, `FieldValueInvalid`, ... */
  readonly reason: string;
  readonly message: string;
  /** `spec.ports[0].name`; `<nil>` for the whole object. */
  readonly field: string;
}

export type Step = string | number;

/** The steps of a field as the server writes it: `metadata.labels[a/b]`, `spec.ports[0]`. */
export function stepsOf(named: string): Step[] {
  if (named === '<nil>') return [];
  // The server names fields as it keeps the object: one schema for all versions, one map for both forms of data.
  const field = named
    .replace(/^spec\.validation\./, 'spec.versions[0].schema.')
    .replace(/^spec\.selectableFields/, 'spec.versions[0].selectableFields')
    .replace(/^spec\.clusterIPs\[0\]/, 'spec.clusterIP');
  return [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([all, key]) => {
    const step = key ?? all;
    return /^\d+$/.test(step) ? Number(step) : step;
  });
}

/** The path of the key or value that a mark stands under. */
export function markedPath(text: string, { line, start }: Mark): Step[] {
  const lines = text.split('\n').slice(0, line);
  const offset = lines.reduce((sum, each) => sum + each.length + 1, 0) + start;
  return pathTo(parseDocument(text).contents, offset, []) ?? [];
}

function pathTo(node: Node | null, offset: number, path: Step[]): Step[] | undefined {
  if (!node || isAlias(node)) return undefined;
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const below = [...path, isScalar(key) ? String(key.value) : ''];
      if (isScalar(key) && key.range?.[0] === offset) return below;
      const found = pathTo(value as Node | null, offset, below);
      if (found) return found;
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      // The first key of an item stands for the item.
      if ((item as Node).range?.[0] === offset) return [...path, index];
      const found = pathTo(item as Node, offset, [...path, index]);
      if (found) return found;
    }
  }
  return node.range?.[0] === offset ? path : undefined;
}

/** Whether both mean the same field, one of the same mapping or list, or the one right above or below. */
export function isNear(one: readonly Step[], other: readonly Step[]): boolean {
  let common = 0;
  while (common < one.length && common < other.length && one[common] === other[common]) common++;
  return one.length - common <= 1 && other.length - common <= 1;
}
