import { get } from '../../yaml/node.ts';
import { boolean, list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'host-port',
  severity: 'error',
  claims: 'value',
  summary:
    'A host port is used once in a pod, and equals the container port when the pod uses the network of its node.',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const isHost = boolean(get(node, 'hostNetwork')) === true;
    const seen = new Set<string>();
    for (const container of list(get(node, 'containers'))) {
      for (const port of list(get(container, 'ports'))) {
        const onHost = get(port, 'hostPort');
        const found = number(onHost);
        const own = number(get(port, 'containerPort'));
        if (!onHost || !found) continue;
        if (isHost && own !== undefined && own !== found) {
          report(
            onHost,
            `with hostNetwork the host port ${found} must be the container port ${own}`,
          );
        }
        const key = [
          string(get(port, 'protocol')) ?? 'TCP',
          string(get(port, 'hostIP')) ?? '',
          found,
        ].join('/');
        if (seen.has(key))
          report(onHost, `host port ${found} is used twice in this pod: change one`);
        seen.add(key);
      }
    }
  },
};
