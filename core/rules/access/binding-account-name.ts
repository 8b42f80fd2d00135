import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { dnsSubdomain } from '../../formats/names.ts';
import { inApiServer } from '../sources.ts';
import { bindings, accountsIn } from './bindings.ts';

export const rule: Rule = {
  code: 'binding-account-name',
  severity: 'error',
  claims: 'value',
  summary: 'A service account in a binding has a name that no service account can have.',
  source: inApiServer('rbac', 'ValidateRoleBindingSubject'),
  on: { kinds: bindings },
  check({ ctx }, report) {
    for (const subject of accountsIn(ctx)) {
      const name = get(subject, 'name');
      const problem = dnsSubdomain.check(string(name) ?? '');
      if (name && problem) report(name, problem.message);
    }
  },
};
