import { at, get } from '../../yaml/node.ts';
import { boolean, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'sysctl',
  severity: 'error',
  claims: 'value',
  summary:
    'Kernel settings of a pod have lower-case names, and none that the pod shares with its node.',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const item of list(at(node, ['securityContext', 'sysctls']))) {
      const name = get(item, 'name');
      const text = string(name);
      if (!name || !text) continue;
      if (!/^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(text)) {
        report(name, `"${text}" is not a kernel setting: write e.g. net.core.somaxconn`);
      } else if (/^net[./]/.test(text) && boolean(get(node, 'hostNetwork')) === true) {
        report(name, `"${text}" belongs to the node with "hostNetwork: true": remove one`);
      }
    }
  },
};
