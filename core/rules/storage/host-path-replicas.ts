import { at, entry, get } from '../../yaml/node.ts';
import { boolean, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';
import { runsAnywhere } from './runsAnywhere.ts';

export const rule: Rule = {
  code: 'host-path-replicas',
  severity: 'warning',
  claims: 'advice',
  summary: 'Several pods share a directory of the node, and run on several nodes.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'),
  supersedes: ['host-path-for-data'],
  on: { types: ['core.v1/PodSpec'] },
  check({ node, ctx }, report) {
    const replicas = number(at(ctx.root, ['spec', 'replicas'])) ?? 1;
    if (replicas < 2 || !['Deployment', 'ReplicaSet', 'StatefulSet'].includes(ctx.gvk.kind)) return;
    if (!runsAnywhere(node)) return;
    for (const { node: volume, mounts } of volumesOf(node)) {
      const source = entry(volume, 'hostPath');
      const path = string(get(source?.value, 'path')) ?? '';
      const isWritten = mounts.some(({ node: mount }) => boolean(get(mount, 'readOnly')) !== true);
      if (
        !source ||
        !isWritten ||
        !/^\/(srv|data|mnt|opt|tmp|var\/(lib|data|tmp))(\/|$)/.test(path)
      )
        continue;
      report(
        source.key,
        `${replicas} pods run on several nodes, and each sees ${path} of its own node: use a claim that is ReadWriteMany, or keep them on one node with nodeSelector`,
      );
    }
  },
};
