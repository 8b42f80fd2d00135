/** The type of a Service, which is ClusterIP where it says none. */
import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { WalkContext } from '../../walk/visit.ts';

export function serviceType({ root }: WalkContext): string {
  return string(at(root, ['spec', 'type'])) ?? 'ClusterIP';
}
