import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'duplicate-port-name',
  severity: 'error',
  claims: 'value',
  summary: 'Two ports of one container have the same name.',
  source: inApiServer('core', 'validateContainerPorts'),
  on: { types: ['core.v1/Container'] },
  check({ node }, report) {
    const seen = new Set<string>();
    for (const port of list(get(node, 'ports'))) {
      const name = get(port, 'name');
      const text = string(name);
      if (!name || text === undefined) continue;
      if (seen.has(text)) report(name, `two ports are called "${text}": rename one of them`);
      seen.add(text);
    }
  },
};
