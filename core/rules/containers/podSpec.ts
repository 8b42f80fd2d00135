/** Parts of a pod spec that several rules go through. */
import { get, type Node } from '../../yaml/node.ts';
import { list } from '../read.ts';

/** Init, regular and ephemeral containers, each value once (an alias may repeat one). */
export function containersOf(spec: Node): Node[] {
  const all = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((key) =>
    list(get(spec, key)),
  );
  return [...new Set(all)];
}
