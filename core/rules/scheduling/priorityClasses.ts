/** Priority classes that Kubernetes brings along. */
import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { WalkContext } from '../../walk/visit.ts';

export function isOfSystem({ root }: WalkContext): boolean {
  const name = string(at(root, ['metadata', 'name']));
  return name === 'system-node-critical' || name === 'system-cluster-critical';
}
