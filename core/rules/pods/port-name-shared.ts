import { get, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';
import { portsOf } from './containerPorts.ts';

export const rule: Rule = {
  code: 'port-name-shared',
  severity: 'warning',
  claims: 'advice',
  summary: 'Ports of two containers of a pod have the same name.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const seen = new Map<string, { readonly container: Node; readonly name: string }>();
    for (const { container, name, port } of portsOf(node)) {
      const value = get(port, 'name');
      const text = string(value);
      if (!value || text === undefined) continue;
      const first = seen.get(text);
      if (!first) seen.set(text, { container, name });
      // Within one container the server refuses it.
      else if (first.container !== container)
        report(
          value,
          `a port of container "${first.name}" is called "${text}" too, and Services find that one: rename one of them`,
        );
    }
  },
};
