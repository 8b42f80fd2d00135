import { at, get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'unknown-port',
  severity: 'warning',
  claims: 'reference',
  summary: 'A probe names a port that its container does not declare.',
  on: { types: ['core.v1/Container'] },
  check({ node }, report) {
    const names = new Set(list(get(node, 'ports')).map((port) => string(get(port, 'name'))));
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      for (const handler of ['httpGet', 'tcpSocket']) {
        const port: Node | undefined = at(node, [probe, handler, 'port']);
        const text = string(port);
        if (!port || !text || /^\d+$/.test(text) || names.has(text)) continue;
        report(port, `this container has no port called "${text}": declare it or write its number`);
      }
    }
  },
};
