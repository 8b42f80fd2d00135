/** Labels that choose pod security standards. */
import type { Node } from '../../yaml/node.ts';

/** Text of a label; a label without a value has the empty one. */
export function textOf(value: Node): string | undefined {
  if (value.type !== 'scalar') return undefined;
  return value.value === null ? '' : typeof value.value === 'string' ? value.value : undefined;
}
