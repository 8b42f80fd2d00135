import { at, get } from '../../yaml/node.ts';
import { boolean, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'privilege-escalation',
  severity: 'error',
  claims: 'value',
  summary: 'A container that always may escalate its privileges shall not.',
  source: inApiServer('core', 'ValidateSecurityContext'),
  on: { types: ['core.v1/SecurityContext'] },
  check({ node }, report) {
    if (boolean(get(node, 'allowPrivilegeEscalation')) !== false) return;
    const added = list(at(node, ['capabilities', 'add'])).map(string);
    if (boolean(get(node, 'privileged')) === true) {
      report(
        keyOf(node, 'allowPrivilegeEscalation'),
        '"allowPrivilegeEscalation: false" cannot go with "privileged: true": remove one',
      );
    } else if (added.includes('CAP_SYS_ADMIN')) {
      report(
        keyOf(node, 'allowPrivilegeEscalation'),
        '"allowPrivilegeEscalation: false" cannot go with CAP_SYS_ADMIN: remove one',
      );
    }
  },
};
