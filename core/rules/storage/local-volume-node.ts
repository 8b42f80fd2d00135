import { get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'local-volume-node',
  severity: 'error',
  claims: 'value',
  summary: 'A local volume says on which node it is.',
  on: { types: ['core.v1/PersistentVolumeSpec'] },
  check({ node }, report) {
    if (isSet(get(node, 'local')) && !isSet(get(node, 'nodeAffinity'))) {
      report(
        keyOf(node, 'local'),
        'a local volume is on one node: add "nodeAffinity" with its host name',
      );
    }
  },
};
