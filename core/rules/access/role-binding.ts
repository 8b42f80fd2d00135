import { at, get, type Node } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'role-binding',
  severity: 'error',
  claims: 'value',
  summary:
    'A ClusterRoleBinding refers to a ClusterRole; service accounts have a namespace, users and groups an API group.',
  on: {
    kinds: [
      'rbac.authorization.k8s.io/RoleBinding',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
    ],
  },
  check({ ctx }, report) {
    const kind = at(ctx.root, ['roleRef', 'kind']);
    if (kind && ctx.gvk.kind === 'ClusterRoleBinding' && string(kind) === 'Role') {
      report(
        kind,
        'a ClusterRoleBinding refers to a ClusterRole: write ClusterRole, or use a RoleBinding',
      );
    }
    for (const subject of list(get(ctx.root, 'subjects'))) {
      const group = get(subject, 'apiGroup');
      const text = string(group);
      if (string(get(subject, 'kind')) === 'ServiceAccount') {
        // In a RoleBinding the namespace of the binding stands in.
        if (ctx.gvk.kind === 'ClusterRoleBinding' && !string(get(subject, 'namespace')))
          report(placeOf(subject), 'a service account needs its namespace: add "namespace"');
        if (group && text) report(group, 'service accounts have no API group: remove "apiGroup"');
        checkAccountName(get(subject, 'name'), report);
      } else if (group && text && text !== 'rbac.authorization.k8s.io') {
        report(
          group,
          `"${text}" is not the group of users and groups: write rbac.authorization.k8s.io, or remove it`,
        );
      }
    }
  },
};

function checkAccountName(
  name: Node | undefined,
  report: (where: Node, message: string) => void,
): void {
  const problem = formats.get('dns-subdomain')?.check(string(name) ?? '');
  if (name && problem) report(name, problem.message);
}
