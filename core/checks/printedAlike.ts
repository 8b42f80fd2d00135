/**
 * Templates print a text and a number alike, so one for the other may be meant where the chart has no schema of its own
 * that Helm checks. The text "false" counts as true, so that is never meant.
 */
import type { SchemaType } from '../schema/schema.ts';
import type { Node } from '../yaml/node.ts';

export function isPrintedAlike(node: Node, expected: readonly SchemaType[]): boolean {
  if (node.type !== 'scalar') return false;
  const { value } = node;
  const isNumber = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  const wantsNumber = expected.includes('integer') || expected.includes('number');
  const wantsText = expected.includes('string');
  return (wantsNumber && (isNumber || value === '')) || (wantsText && typeof value !== 'string');
}
