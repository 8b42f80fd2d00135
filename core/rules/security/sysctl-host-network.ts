import { at, get } from '../../yaml/node.ts';
import { boolean, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'sysctl-host-network',
  severity: 'error',
  claims: 'value',
  summary: 'A pod on the network of its node sets a kernel setting of the network.',
  source: inApiServer('core', 'ValidateHostSysctl'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (boolean(get(node, 'hostNetwork')) !== true) return;
    for (const item of list(at(node, ['securityContext', 'sysctls']))) {
      const name = get(item, 'name');
      const text = string(name) ?? '';
      if (name && /^net[./]/.test(text))
        report(name, `"${text}" belongs to the node with "hostNetwork: true": remove one`);
    }
  },
};
