import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'recycle-policy',
  severity: 'warning',
  claims: 'advice',
  summary: 'A volume is to be recycled, which is deprecated.',
  source: inKubernetes('pkg/api/persistentvolume/util.go', 'GetWarningsForPersistentVolume'),
  on: { kinds: ['PersistentVolume'] },
  check({ ctx }, report) {
    const policy = at(ctx.root, ['spec', 'persistentVolumeReclaimPolicy']);
    if (policy && string(policy) === 'Recycle')
      report(policy, 'Recycle is deprecated: write Delete or Retain, and let a class make volumes');
  },
};
