import { isDataPath } from '../../storage/databases.ts';
import { entry } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'ephemeral-claim-for-data',
  severity: 'warning',
  claims: 'advice',
  summary: 'A database keeps its data in a claim that is deleted with the pod.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const { node: volume, mounts } of volumesOf(node)) {
      const source = entry(volume, 'ephemeral');
      const mount = mounts.find(({ path }) => isDataPath(path));
      if (source && mount)
        report(
          source.key,
          `the claim of an ephemeral volume is deleted with the pod, and with it what is in ${mount.path}: use a StatefulSet with volumeClaimTemplates`,
        );
    }
  },
};
