import { at, get } from '../../yaml/node.ts';
import { boolean, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { containersOf } from '../containers/podSpec.ts';

export const rule: Rule = {
  code: 'proc-mount',
  severity: 'error',
  claims: 'value',
  summary: 'An unmasked /proc is mounted in a pod that has no user IDs of its own.',
  source: inApiServer('core', 'ValidateProcMountType'),
  since: '1.31',
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
