/** The object that a name stands for, as a first version of it: what has to be there, and no value that only the user knows. */
import { yamlText } from '../../yaml/yamlText.ts';
import type { KindName, Reference } from '../facts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { referencesTo } from '../resolve.ts';

/** Documents to be added to a file. */
export interface Creation {
  readonly title: string;
  /** Each begins with its separator. */
  readonly text: string;
}

/** Undefined for kinds of which nobody can say what the object has to be. */
export function creationOf(
  object: KnownObject,
  reference: Reference,
  graph: Graph,
): Creation | undefined {
  if (reference.group !== '') return undefined;
  const namespace = reference.namespace ?? object.facts.namespace;
  const wanted: Wanted = { object, name: reference.name.text, namespace, graph };
  switch (reference.kind) {
    case 'ServiceAccount':
      return sparkGroups.has(object.facts.group) ? sparkAccount(wanted) : account(wanted);
    case 'PersistentVolumeClaim':
      return claim(wanted);
    case 'ConfigMap':
      return withKeys('ConfigMap', 'data', wanted);
    case 'Secret':
      return withKeys('Secret', 'stringData', wanted);
    default:
      return undefined;
  }
}

interface Wanted {
  readonly object: KnownObject;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly graph: Graph;
}

const sparkGroups: ReadonlySet<string> = new Set(['sparkoperator.k8s.io']);

function account(wanted: Wanted): Creation {
  return {
    title: `Create the ServiceAccount ${wanted.name}`,
    text: head('v1', 'ServiceAccount', wanted),
  };
}

/** The driver makes its executors, their Service and their ConfigMap by itself. */
function sparkAccount(wanted: Wanted): Creation {
  const name = yamlText(wanted.name);
  const role = `rules:
  - apiGroups: ['']
    resources: [pods, services, configmaps, persistentvolumeclaims]
    verbs: [create, get, list, watch, update, patch, delete, deletecollection]
`;
  const namespace =
    wanted.namespace === undefined ? '' : `\n    namespace: ${yamlText(wanted.namespace)}`;
  const binding = `roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${name}
subjects:
  - kind: ServiceAccount
    name: ${name}${namespace}
`;
  const rbac = 'rbac.authorization.k8s.io/v1';
  return {
    title: `Create the ServiceAccount ${wanted.name}, with the Role that a Spark driver needs`,
    text: [
      head('v1', 'ServiceAccount', wanted),
      head(rbac, 'Role', wanted) + role,
      head(rbac, 'RoleBinding', wanted) + binding,
    ].join(''),
  };
}

function claim(wanted: Wanted): Creation {
  const isShared = wanted.object.facts.pods.some(({ replicas }) => (replicas?.count ?? 1) > 1);
  const mode = isShared ? 'ReadWriteMany' : 'ReadWriteOnce';
  const spec = `spec:
  accessModes: [${mode}]
  resources:
    requests:
      storage: 1Gi
`;
  return {
    title: `Create the PersistentVolumeClaim ${wanted.name} (1Gi, ${mode})`,
    text: head('v1', 'PersistentVolumeClaim', wanted) + spec,
  };
}

/** With all keys that somebody reads from it. A Secret of which no key is known may have to be of any type. */
function withKeys(
  kind: 'ConfigMap' | 'Secret',
  field: string,
  wanted: Wanted,
): Creation | undefined {
  const { name, namespace, graph } = wanted;
  const keys = new Set<string>();
  for (const { reference } of referencesTo(graph, { group: '', kind, name, namespace }))
    for (const { text } of reference.keys) keys.add(text);
  if (keys.size === 0 && kind === 'Secret') return undefined;
  const lines = [...keys].sort().map((key) => `  ${yamlText(key)}: ''\n`);
  const data = keys.size === 0 ? `${field}: {}\n` : `${field}:\n${lines.join('')}`;
  const has = keys.size === 0 ? '' : ` with the keys that are read, without values`;
  return { title: `Create the ${kind} ${name}${has}`, text: head('v1', kind, wanted) + data };
}

function head(apiVersion: string, kind: KindName['kind'], { name, namespace }: Wanted): string {
  const where = namespace === undefined ? '' : `  namespace: ${yamlText(namespace)}\n`;
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${yamlText(name)}\n${where}`;
}
