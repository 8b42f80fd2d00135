/** The account of a Spark driver, which makes the executors: what roles of the workspace let it do. */
import { quote } from '../../formats/format.ts';
import type { Right } from '../facts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { isSameNamespace, referencesTo } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode } from './linked.ts';

export const driverRights: LinkedCode = {
  code: 'driver-account-rights',
  severity: 'warning',
  summary: 'The account of a Spark driver may not make the pods of its executors.',
};

export const sparkAccount: LinkedCheck = {
  codes: [driverRights],
  check(object, { graph }, report) {
    const { group, references, namespace } = object.facts;
    if (group !== 'sparkoperator.k8s.io' || !graph.isWhole) return;
    for (const reference of references) {
      if (reference.kind !== 'ServiceAccount' || reference.field !== 'driver') continue;
      const accounts = graph
        .named({ group: '', kind: 'ServiceAccount' }, reference.name.text)
        .filter((each) => isSameNamespace(each.namespace, namespace));
      const [account] = accounts;
      if (!account || accounts.length > 1 || account.isMade) continue;
      const lacking = lackingOf(graph, reference.name.text, namespace);
      if (lacking === undefined) continue;
      const what =
        lacking === 'binding'
          ? 'no RoleBinding of this workspace gives it a role'
          : `none of its roles lets it create ${lacking}`;
      report(
        driverRights,
        reference.name.range,
        `the driver makes its executors as ServiceAccount ${quote(reference.name.text)}, and ${what}: bind a Role with create, get, list, watch and delete on pods, services and configmaps`,
        {
          related: related(account.by),
          // Where no binding lies here at all, they lie elsewhere.
          ...(lacking === 'binding' && !hasBindings(graph) && { severity: 'hint' as const }),
        },
      );
    }
  },
};

function hasBindings(graph: Graph): boolean {
  return ['RoleBinding', 'ClusterRoleBinding'].some((kind) => {
    const [first] = graph.ofKind({ group: 'rbac.authorization.k8s.io', kind });
    return first !== undefined;
  });
}

/** What it may not create; `binding` where nothing is bound to it; undefined where it may, or nobody can know. */
function lackingOf(
  graph: Graph,
  account: string,
  namespace: string | undefined,
): string | undefined {
  const rights: Right[] = [];
  let isBound = false;
  for (const binding of bindingsOf(graph, account, namespace)) {
    isBound = true;
    const role = binding.facts.references.find(
      ({ kind }) => kind === 'Role' || kind === 'ClusterRole',
    );
    if (!role) return undefined;
    const roles = graph
      .named(role, role.name.text)
      .filter(
        ({ namespace: its }) =>
          role.kind === 'ClusterRole' || isSameNamespace(its, binding.facts.namespace),
      );
    const [found] = roles;
    if (!found?.by.facts.rights || roles.length > 1) return undefined;
    rights.push(...found.by.facts.rights);
  }
  if (!isBound) return 'binding';
  return ['pods', 'services', 'configmaps'].find(
    (resource) => !rights.some((right) => allows(right, resource)),
  );
}

function bindingsOf(
  graph: Graph,
  name: string,
  namespace: string | undefined,
): ReadonlySet<KnownObject> {
  const account = { group: '', kind: 'ServiceAccount', name, namespace };
  const users = [...referencesTo(graph, account)].map(({ from }) => from);
  return new Set(users.filter(({ facts }) => facts.group === 'rbac.authorization.k8s.io'));
}

function allows({ groups, resources, verbs }: Right, resource: string): boolean {
  const has = (list: readonly string[], word: string): boolean =>
    list.includes(word) || list.includes('*');
  return has(groups, '') && has(resources, resource) && has(verbs, 'create');
}
