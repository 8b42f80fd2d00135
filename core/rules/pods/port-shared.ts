import { get, type Node } from '../../yaml/node.ts';
import { number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';
import { portsOf } from './containerPorts.ts';

export const rule: Rule = {
  code: 'port-shared',
  severity: 'warning',
  claims: 'advice',
  summary: 'Two containers of a pod have the same port, though they share their addresses.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const seen = new Map<string, { readonly container: Node; readonly name: string }>();
    for (const { container, name, port } of portsOf(node)) {
      const value = get(port, 'containerPort');
      const id = `${number(value)}/${string(get(port, 'protocol')) ?? 'TCP'}`;
      const first = seen.get(id);
      if (!value || number(value) === undefined) continue;
      if (!first) seen.set(id, { container, name });
      // What one container has twice is another report.
      else if (first.container !== container)
        report(
          value,
          `container "${first.name}" has port ${id} too, and a pod has one address for all: change one`,
        );
    }
  },
};
