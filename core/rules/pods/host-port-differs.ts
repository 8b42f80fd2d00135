import { get } from '../../yaml/node.ts';
import { boolean, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { hostPorts } from './hostPorts.ts';

export const rule: Rule = {
  code: 'host-port-differs',
  severity: 'error',
  claims: 'value',
  summary: 'With "hostNetwork: true" a host port differs from the container port.',
  source: inApiServer('core', 'validatePodHostNetworkDeps'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (boolean(get(node, 'hostNetwork')) !== true) return;
    for (const { onHost, port } of hostPorts(node)) {
      const own = number(get(port, 'containerPort'));
      if (own !== undefined && own !== number(onHost))
        report(
          onHost,
          `with hostNetwork the host port ${number(onHost)} must be the container port ${own}`,
        );
    }
  },
};
