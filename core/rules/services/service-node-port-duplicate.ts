import { at, get } from '../../yaml/node.ts';
import { list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-node-port-duplicate',
  severity: 'error',
  claims: 'value',
  summary: 'Two ports of a Service have the same node port.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const seen = new Set<string>();
    for (const port of list(at(ctx.root, ['spec', 'ports']))) {
      const onNode = get(port, 'nodePort');
      const key = `${string(get(port, 'protocol')) ?? 'TCP'} ${number(onNode)}`;
      if (onNode && number(onNode) && seen.has(key))
        report(onNode, `node port ${number(onNode)} is used twice: change one`);
      seen.add(key);
    }
  },
};
