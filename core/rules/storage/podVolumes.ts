/** Volumes of a pod with the places where containers mount them. */
import { get, type Node } from '../../yaml/node.ts';
import { containersOf } from '../containers/podSpec.ts';
import { list, string } from '../read.ts';

export interface PodVolume {
  readonly name: string;
  readonly node: Node;
  readonly mounts: readonly VolumeMount[];
}

export interface VolumeMount {
  readonly container: Node;
  readonly node: Node;
  readonly path: string;
}

/** Of a pod specification. */
export function volumesOf(spec: Node): PodVolume[] {
  const mounts = mountsOf(spec);
  return list(get(spec, 'volumes')).flatMap((node) => {
    const name = string(get(node, 'name'));
    return name === undefined ? [] : [{ name, node, mounts: mounts.get(name) ?? [] }];
  });
}

/** Mounts by the name of their volume. */
export function mountsOf(spec: Node): Map<string, VolumeMount[]> {
  const found = new Map<string, VolumeMount[]>();
  for (const container of containersOf(spec))
    for (const node of list(get(container, 'volumeMounts'))) {
      const name = string(get(node, 'name'));
      if (name === undefined) continue;
      const mounts = found.get(name) ?? [];
      mounts.push({ container, node, path: string(get(node, 'mountPath')) ?? '' });
      found.set(name, mounts);
    }
  return found;
}
