import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-ingress-url',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'Two ingresses of a driver have the same URL.',
  source: inSparkOperator('internal/webhook/sparkapplication_validator.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const urls = new Set<string>();
    for (const option of list(get(node, 'driverIngressOptions'))) {
      const url = get(option, 'ingressURLFormat');
      const text = string(url);
      if (!url || text === undefined) continue;
      if (urls.has(text))
        report(url, `"${text}" is used by another ingress of this driver: change one`);
      urls.add(text);
    }
  },
};
