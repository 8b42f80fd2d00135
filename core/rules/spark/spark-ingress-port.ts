import { get } from '../../yaml/node.ts';
import { list, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-ingress-port',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'Two ingresses of a driver have the same port.',
  source: inSparkOperator('internal/webhook/sparkapplication_validator.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const ports = new Set<number>();
    for (const option of list(get(node, 'driverIngressOptions'))) {
      const port = get(option, 'servicePort');
      const found = number(port);
      if (!port || found === undefined) continue;
      if (ports.has(found))
        report(port, `port ${found} is used by another ingress of this driver: change one`);
      ports.add(found);
    }
  },
};
