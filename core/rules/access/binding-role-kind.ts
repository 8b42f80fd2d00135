import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'binding-role-kind',
  severity: 'error',
  claims: 'value',
  summary: 'A ClusterRoleBinding refers to a Role.',
  source: inApiServer('rbac', 'ValidateClusterRoleBinding'),
  on: { kinds: ['rbac.authorization.k8s.io/ClusterRoleBinding'] },
  check({ ctx }, report) {
    const kind = at(ctx.root, ['roleRef', 'kind']);
    if (kind && string(kind) === 'Role')
      report(
        kind,
        'a ClusterRoleBinding refers to a ClusterRole: write ClusterRole, or use a RoleBinding',
      );
  },
};
