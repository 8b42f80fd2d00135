import { at } from '../../yaml/node.ts';
import { replacedBy } from '../fixes.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'service-prefer-close',
  severity: 'warning',
  claims: 'advice',
  summary: 'PreferClose has another name now.',
  source: inKubernetes('pkg/api/service/warnings.go', 'GetWarningsForService'),
  since: '1.35',
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const value = at(ctx.root, ['spec', 'trafficDistribution']);
    if (value && string(value) === 'PreferClose')
      report(
        value,
        'PreferClose is deprecated: write PreferSameZone, which means the same',
        replacedBy(value, 'PreferSameZone'),
      );
  },
};
