import { get, type Node } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf, type VolumeMount } from './podVolumes.ts';

export const rule: Rule = {
  code: 'claim-mounted-twice',
  severity: 'information',
  claims: 'advice',
  summary: 'A container mounts one claim at several paths, which show the same files.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const { name, node: volume, mounts } of volumesOf(node)) {
      if (!isSet(get(volume, 'persistentVolumeClaim'))) continue;
      const seen = new Map<Node, VolumeMount>();
      for (const mount of mounts) {
        if (isSet(get(mount.node, 'subPath')) || isSet(get(mount.node, 'subPathExpr'))) continue;
        const first = seen.get(mount.container);
        const place = get(mount.node, 'mountPath');
        if (first && place && first.path !== mount.path)
          report(
            place,
            `${mount.path} shows the same files as ${first.path}, as volume "${name}" is mounted at both: give each a subPath of its own`,
          );
        else seen.set(mount.container, mount);
      }
    }
  },
};
