import { at, entry } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'empty-dir-not-shared',
  severity: 'information',
  claims: 'advice',
  summary: 'A volume is called after sharing, and each pod has one of its own.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node, ctx }, report) {
    const replicas = number(at(ctx.root, ['spec', 'replicas'])) ?? 1;
    if (replicas < 2 || !['Deployment', 'StatefulSet', 'ReplicaSet'].includes(ctx.gvk.kind)) return;
    for (const { name, node: volume, mounts } of volumesOf(node)) {
      const source = entry(volume, 'emptyDir');
      // Shared among the containers of a pod it is what an empty directory is for.
      const containers = new Set(mounts.map(({ container }) => container));
      if (source && containers.size < 2 && /(^|-)shared?(-|$)/.test(name))
        report(
          source.key,
          `each of the ${replicas} pods has an empty directory of its own: to share files use a claim that is ReadWriteMany`,
        );
    }
  },
};
