import { at, get } from '../../yaml/node.ts';
import { list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-port-name-required',
  severity: 'error',
  claims: 'absence',
  summary: 'One of several ports of a Service has no name.',
  source: inApiServer('core', 'validateServicePort'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const ports = list(at(ctx.root, ['spec', 'ports']));
    for (const port of ports.length > 1 ? ports : []) {
      if (port.type === 'map' && string(get(port, 'name')) === undefined)
        report(placeOf(port), 'with several ports each needs a name: add "name"');
    }
  },
};
