/** Roles and their bindings. */
import { at, get, type Node } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { manifest } from '../examples.ts';
import { isFilled, isSet, keyOf, list, placeOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const roleRule: Rule = {
  code: 'role-rule',
  severity: 'error',
  summary:
    'A rule of a role is about resources of API groups, or (in a ClusterRole) about paths of the server.',
  on: { types: ['rbac.v1/PolicyRule'] },
  bad: [
    manifest(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n- { verbs: [get], resources: [pods] }',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n- { verbs: [get], nonResourceURLs: [/healthz] }',
    ),
    manifest('rbac.authorization.k8s.io/v1', 'Role', 'rules:\n- { verbs: [get], apiGroups: [""] }'),
  ],
  good: [
    manifest(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n- { verbs: [get], apiGroups: [""], resources: [pods] }',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      'rules:\n- { verbs: [get], nonResourceURLs: [/healthz] }',
    ),
  ],
  check(visit, report) {
    const { node, ctx } = visit;
    if (isFilled(get(node, 'nonResourceURLs'))) {
      if (ctx.gvk.kind === 'Role')
        report(
          keyOf(node, 'nonResourceURLs'),
          '"nonResourceURLs" is for ClusterRoles: use one, or remove it',
        );
      else if (
        ['apiGroups', 'resources', 'resourceNames'].some((key) => isFilled(get(node, key)))
      ) {
        report(
          keyOf(node, 'nonResourceURLs'),
          'a rule is about paths or about resources: write two rules',
        );
      }
      return;
    }
    for (const [key, example] of [
      ['apiGroups', '[""]'],
      ['resources', '[pods]'],
    ] as const) {
      if (!isFilled(get(node, key)))
        report(
          isSet(get(node, key)) ? keyOf(node, key) : placeOfVisit(visit),
          `a rule needs "${key}": add e.g. "${key}: ${example}"`,
        );
    }
  },
};

export const roleBinding: Rule = {
  code: 'role-binding',
  severity: 'error',
  summary:
    'A ClusterRoleBinding refers to a ClusterRole; service accounts have a namespace, users and groups an API group.',
  on: {
    kinds: [
      'rbac.authorization.k8s.io/RoleBinding',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
    ],
  },
  bad: [
    manifest(
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a }\nsubjects: [{ kind: ServiceAccount, name: a }]',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }\nsubjects: [{ kind: User, apiGroup: v1, name: a }]',
    ),
  ],
  good: manifest(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }\nsubjects: [{ kind: ServiceAccount, name: a }, { kind: User, name: a }]',
  ),
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

export const aggregation: Rule = {
  code: 'role-aggregation',
  severity: 'error',
  summary: 'A role that collects others says which.',
  on: { types: ['rbac.v1/AggregationRule'] },
  bad: manifest(
    'rbac.authorization.k8s.io/v1',
    'ClusterRole',
    'aggregationRule: { clusterRoleSelectors: [] }',
  ),
  good: manifest(
    'rbac.authorization.k8s.io/v1',
    'ClusterRole',
    'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }] }',
  ),
  check(visit, report) {
    if (isFilled(get(visit.node, 'clusterRoleSelectors'))) return;
    report(
      placeOfVisit(visit),
      'the rule selects no role: add a selector under "clusterRoleSelectors"',
    );
  },
};
