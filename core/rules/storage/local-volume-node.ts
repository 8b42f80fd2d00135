import { get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'local-volume-node',
  severity: 'error',
  claims: 'absence',
  summary: 'A local volume does not say on which node it is.',
  source: inApiServer('core', 'ValidatePersistentVolumeSpec'),
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
