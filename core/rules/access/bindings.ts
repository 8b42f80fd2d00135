/** Bindings of roles, and the service accounts in them. */
import { get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { WalkContext } from '../../walk/visit.ts';

export const bindings = [
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
];

export function accountsIn({ root }: WalkContext): Node[] {
  return list(get(root, 'subjects')).filter(
    (subject) => string(get(subject, 'kind')) === 'ServiceAccount',
  );
}
