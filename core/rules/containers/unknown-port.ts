import { at, get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'unknown-port',
  severity: 'warning',
  claims: 'reference',
  summary: 'A probe names a port that its container does not declare.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  ),
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
