import { get } from '../../yaml/node.ts';
import { list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { hostPortsOf } from './hostPorts.ts';

export const rule: Rule = {
  code: 'host-port-duplicate',
  severity: 'error',
  claims: 'value',
  summary: 'A host port is used twice in one pod.',
  source: inApiServer('core', 'validateContainerPorts'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    // Init containers run one after the other: each is looked at by itself.
    const alone = list(get(node, 'initContainers')).map((container) => [container]);
    for (const together of [list(get(node, 'containers')), ...alone]) {
      const seen = new Set<string>();
      for (const { onHost, port } of hostPortsOf(together)) {
        const address = [string(get(port, 'protocol')) ?? 'TCP', string(get(port, 'hostIP')) ?? ''];
        const key = [...address, number(onHost)].join('/');
        if (seen.has(key))
          report(onHost, `host port ${number(onHost)} is used twice in this pod: change one`);
        seen.add(key);
      }
    }
  },
};
