import { at, entry } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'fs-group-ignored',
  severity: 'information',
  claims: 'advice',
  summary: 'The group of a pod is not given to files on NFS or on the node.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (!isSet(at(node, ['securityContext', 'fsGroup']))) return;
    for (const { name, node: volume, mounts } of volumesOf(node)) {
      const nfs = entry(volume, 'nfs');
      const source = nfs ?? entry(volume, 'hostPath');
      const isWritten = mounts.some(({ node: mount }) => !isReadOnly(at(mount, ['readOnly'])));
      if (source && isSet(source.value) && isWritten && !isReadOnly(at(source.value, ['readOnly'])))
        report(
          source.key,
          `fsGroup does not change whom the files of volume "${name}" belong to: set their owner ${nfs ? 'on the NFS server' : 'on the node'}`,
        );
    }
  },
};

function isReadOnly(node: ReturnType<typeof at>): boolean {
  return node?.type === 'scalar' && node.value === true;
}
