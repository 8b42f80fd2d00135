/** A key that stands twice in one mapping. The API server refuses it; a reader that keeps the last one would hide it. */
import { isAlias, isNode, isScalar, visit } from 'yaml';

export interface DoubledKey {
  readonly key: string;
  /** Of the second one, in the text that was parsed. */
  readonly offset: number;
}

/** The first one at or below a node of the parsed text. */
export function doubledKey(node: unknown): DoubledKey | undefined {
  let found: DoubledKey | undefined;
  if (!isNode(node) || isAlias(node)) return undefined;
  visit(node, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<' || typeof key.value === 'symbol') continue;
        const name = String(key.value);
        if (seen.has(name)) {
          found = { key: name, offset: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}
