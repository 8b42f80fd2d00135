import { at, get } from '../../yaml/node.ts';
import { list, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'node-port-range',
  severity: 'warning',
  claims: 'advice',
  summary: 'A node port is outside of the range that a cluster has unless it is set up otherwise.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
  ),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    if (serviceType(ctx) === 'ClusterIP') return;
    for (const port of list(at(ctx.root, ['spec', 'ports']))) {
      const value = get(port, 'nodePort');
      const found = number(value) ?? 0;
      if (value && found >= 1 && found <= 65_535 && (found < 30_000 || found > 32_767))
        report(
          value,
          `${found} is outside of the usual range of node ports: write a number from 30000 to 32767`,
        );
    }
  },
};
