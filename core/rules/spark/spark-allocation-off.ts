import { entries, get } from '../../yaml/node.ts';
import { boolean, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-allocation-off',
  severity: 'warning',
  claims: 'advice',
  summary: 'Settings of a dynamic allocation that is not switched on have no effect.',
  source: inSparkOperator('internal/controller/sparkapplication/submission.go'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    const allocation = get(node, 'dynamicAllocation');
    if (boolean(get(allocation, 'enabled')) === true) return;
    if (entries(allocation).some(({ key }) => key.source !== 'enabled'))
      report(keyOf(node, 'dynamicAllocation'), 'the settings have no effect: add "enabled: true"');
  },
};
