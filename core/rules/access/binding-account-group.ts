import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { bindings, accountsIn } from './bindings.ts';

export const rule: Rule = {
  code: 'binding-account-group',
  severity: 'error',
  claims: 'value',
  summary: 'A service account in a binding has an API group.',
  source: inApiServer('rbac', 'ValidateRoleBindingSubject'),
  on: { kinds: bindings },
  check({ ctx }, report) {
    for (const subject of accountsIn(ctx)) {
      const group = get(subject, 'apiGroup');
      if (group && string(group))
        report(group, 'service accounts have no API group: remove "apiGroup"');
    }
  },
};
