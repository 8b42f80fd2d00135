import { at, get } from '../../yaml/node.ts';
import { list, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'node-port-type',
  severity: 'error',
  claims: 'value',
  summary: 'A Service of type ClusterIP has a node port.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    if (serviceType(ctx) !== 'ClusterIP') return;
    for (const port of list(at(ctx.root, ['spec', 'ports']))) {
      const value = get(port, 'nodePort');
      if (value && number(value))
        report(
          value,
          '"nodePort" is not for "type: ClusterIP": remove it, or write "type: NodePort"',
        );
    }
  },
};
