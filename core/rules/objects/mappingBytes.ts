/** How large a mapping of texts is. */
import { entries, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';

/** The bytes that the API server allows for the annotations of an object, and for the parameters of a class. */
export const mostBytes = 262_144;

/** Of keys and values, in UTF-8. */
export function mappingBytes(mapping: Node | undefined): number {
  const encoder = new TextEncoder();
  return entries(mapping).reduce(
    (sum, { key, value }) => sum + encoder.encode(key.source + (string(value) ?? '')).length,
    0,
  );
}
