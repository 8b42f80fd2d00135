import { at, get } from '../../yaml/node.ts';
import { list, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'node-port-number',
  severity: 'error',
  claims: 'value',
  summary: 'A node port is not the number of a port.',
  source: inApiServer('core', 'validateServicePort'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    if (serviceType(ctx) === 'ClusterIP') return;
    for (const port of list(at(ctx.root, ['spec', 'ports']))) {
      const value = get(port, 'nodePort');
      const found = number(value) ?? 0;
      if (value && (found < 0 || found > 65_535))
        report(value, `${found} is not a port: write a number from 30000 to 32767`);
    }
  },
};
