import { at, get } from '../../yaml/node.ts';
import { boolean, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { containersOf } from '../containers/podSpec.ts';

export const rule: Rule = {
  code: 'proc-mount',
  severity: 'error',
  claims: 'value',
  summary: 'An unmasked /proc needs user IDs of its own.',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (boolean(get(node, 'hostUsers')) === false) return;
    for (const container of containersOf(node)) {
      const mount = at(container, ['securityContext', 'procMount']);
      if (mount && string(mount) === 'Unmasked')
        report(mount, '"Unmasked" needs "hostUsers: false" in the pod: add it');
    }
  },
};
