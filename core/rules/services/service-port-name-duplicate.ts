import { at, get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-port-name-duplicate',
  severity: 'error',
  claims: 'value',
  summary: 'Two ports of a Service have the same name.',
  source: inApiServer('core', 'validateServicePort'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const names = new Set<string>();
    for (const port of list(at(ctx.root, ['spec', 'ports']))) {
      const name = get(port, 'name');
      const text = string(name);
      if (!name || text === undefined) continue;
      if (names.has(text)) report(name, `two ports are called "${text}": rename one of them`);
      names.add(text);
    }
  },
};
