/** Requirements on fields of a node, of which there is one. */
import { get, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';

/** Whether a requirement is about the name of a node, or does not say yet what it is about. */
export function isNodeName(requirement: Node): boolean {
  const key = get(requirement, 'key');
  return !key || string(key) === 'metadata.name';
}
