import { get } from '../../yaml/node.ts';
import { boolean, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'host-users',
  severity: 'error',
  claims: 'value',
  summary: 'A pod with user IDs of its own uses a namespace of the host.',
  source: inApiServer('core', 'validateHostUsers'),
  since: '1.25',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    if (boolean(get(node, 'hostUsers')) !== false) return;
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (boolean(get(node, key)) === true)
        report(keyOf(node, key), `"${key}" cannot go with "hostUsers: false": remove one`);
    }
  },
};
