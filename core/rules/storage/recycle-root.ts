import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'recycle-root',
  severity: 'error',
  claims: 'value',
  summary: 'The root directory of a node is to be emptied for the next claim.',
  source: inApiServer('core', 'ValidatePersistentVolumeSpec'),
  on: { types: ['core.v1/PersistentVolumeSpec'] },
  check({ node }, report) {
    const path = get(get(node, 'hostPath'), 'path');
    const policy = get(node, 'persistentVolumeReclaimPolicy');
    if (policy && string(policy) === 'Recycle' && /^\/+$/.test(string(path) ?? '')) {
      report(policy, '"Recycle" would empty the root directory of a node: write Retain');
    }
  },
};
