import { get } from '../../yaml/node.ts';
import { placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { accountsIn } from './bindings.ts';

export const rule: Rule = {
  code: 'binding-account-namespace',
  severity: 'error',
  claims: 'absence',
  summary: 'A service account in a ClusterRoleBinding has no namespace.',
  source: inApiServer('rbac', 'ValidateRoleBindingSubject'),
  on: { kinds: ['rbac.authorization.k8s.io/ClusterRoleBinding'] },
  check({ ctx }, report) {
    if (ctx.transformed?.namespace) return;
    for (const subject of accountsIn(ctx)) {
      if (!string(get(subject, 'namespace')))
        report(placeOf(subject), 'a service account needs its namespace: add "namespace"');
    }
  },
};
