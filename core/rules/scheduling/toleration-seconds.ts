import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'toleration-seconds',
  severity: 'error',
  claims: 'value',
  summary: 'A toleration has a time though its effect ends no pod.',
  source: inApiServer('core', 'ValidateTolerations'),
  on: { types: ['core.v1/Toleration'] },
  check({ node }, report) {
    if (isSet(get(node, 'tolerationSeconds')) && string(get(node, 'effect')) !== 'NoExecute')
      report(
        keyOf(node, 'tolerationSeconds'),
        '"tolerationSeconds" is for "effect: NoExecute": change the effect or remove it',
      );
  },
};
