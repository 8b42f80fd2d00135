import { isDataPath } from '../../storage/databases.ts';
import { at } from '../../yaml/node.ts';
import { boolean } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'read-only-claim-for-data',
  severity: 'warning',
  claims: 'advice',
  summary: 'A database keeps its data in a claim that is mounted read-only.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/volumes/#persistentvolumeclaim',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const { node: volume, mounts } of volumesOf(node)) {
      const readOnly = at(volume, ['persistentVolumeClaim', 'readOnly']);
      const mount = mounts.find(({ path }) => isDataPath(path));
      if (readOnly && boolean(readOnly) === true && mount)
        report(
          readOnly,
          `what runs here writes to ${mount.path}, which is read-only so: remove readOnly`,
        );
    }
  },
};
