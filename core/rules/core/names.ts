/** metadata.name and namespace: present, and in the grammar of the kind. */
import { own } from '../../../shared/own.ts';
import { at, entry, get, type Node } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { checkScalar } from '../formatChecks.ts';
import { manifest } from '../examples.ts';
import { isFilled, isSet, keyOf, placeOf, string } from '../read.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** Kinds whose names are not RFC 1123 subdomains, as GROUP/Kind. */
const GRAMMARS: Record<string, string> = {
  Namespace: 'dns-label',
  Service: 'dns-label', // before 1.36 the first character had to be a letter
  'apps/StatefulSet': 'dns-label',
  'rbac.authorization.k8s.io/Role': 'path-segment-name',
  'rbac.authorization.k8s.io/ClusterRole': 'path-segment-name',
  'rbac.authorization.k8s.io/RoleBinding': 'path-segment-name',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'path-segment-name',
  'certificates.k8s.io/CertificateSigningRequest': 'path-segment-name',
  'certificates.k8s.io/ClusterTrustBundle': 'path-segment-name',
  Event: 'path-segment-name',
  'networking.k8s.io/IPAddress': 'ip',
  // Its name is not looked at.
  'policy/PodDisruptionBudget': 'path-segment-name',
  'apiregistration.k8s.io/APIService': 'path-segment-name',
  'sparkoperator.k8s.io/SparkApplication': 'dns-1035-label',
  'sparkoperator.k8s.io/ScheduledSparkApplication': 'dns-1035-label',
  'sparkoperator.k8s.io/SparkConnect': 'dns-1035-label',
};

/** Longest names where they are shorter than the grammar allows, and why. */
const MAX_LENGTHS: Record<
  string,
  readonly [max: number, why: string, severity: 'error' | 'warning']
> = {
  'batch/CronJob': [52, 'its jobs get a suffix', 'error'],
  'batch/Job': [63, 'it becomes a label of its pods', 'error'],
  'apps/StatefulSet': [52, 'its pods get a suffix and it becomes a label', 'warning'],
  'sparkoperator.k8s.io/SparkConnect': [56, 'its server pod gets a suffix', 'error'],
  'sparkoperator.k8s.io/ScheduledSparkApplication': [43, 'its runs get a time stamp', 'warning'],
};

export const nameFormat: Rule = {
  code: 'name-format',
  severity: 'error',
  summary: 'The name of an object has the grammar of its kind: most are lower-case DNS names.',
  on: { kinds: ['*'] },
  bad: [
    manifest('v1', 'ConfigMap', 'data: {}', 'My_Config'),
    manifest('v1', 'Namespace', '', 'team.a'),
    manifest('rbac.authorization.k8s.io/v1', 'Role', '', 'team/admin'),
  ],
  good: [
    manifest('v1', 'ConfigMap', 'data: {}', 'my-config'),
    manifest('v1', 'Namespace', '', 'team-a'),
    manifest('rbac.authorization.k8s.io/v1', 'Role', '', 'team:Admin'),
  ],
  check({ ctx }, report) {
    if (isNotKept(ctx)) return;
    const kind = kindKey(ctx);
    const format = formats.get(own(GRAMMARS, kind) ?? 'dns-subdomain');
    const metadata = get(ctx.root, 'metadata');
    const name = get(metadata, 'name');
    if (format && name?.type === 'scalar' && typeof name.value === 'string') {
      checkScalar(format, name, ctx.text, (_code, _severity, where, message, more) => {
        report(where, message, more);
      });
    }
    const prefix = string(get(metadata, 'generateName'));
    const node = get(metadata, 'generateName');
    if (format && node && prefix !== undefined) {
      const problem = format.check(prefix.replace(/-$/, 'a'));
      if (problem)
        report(node, `"${prefix}" cannot begin a name: write lower-case letters, digits and "-"`);
    }
  },
};

export const nameLength: Rule = {
  code: 'name-length',
  severity: 'error',
  summary: 'Some kinds leave room in their names for what is appended to them.',
  on: { kinds: Object.keys(MAX_LENGTHS) },
  bad: manifest(
    'batch/v1',
    'CronJob',
    `spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1" }] }`,
    'a'.repeat(53),
  ),
  good: manifest(
    'batch/v1',
    'CronJob',
    `spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1" }] }`,
    'a'.repeat(52),
  ),
  check({ ctx }, report) {
    const [max, why, severity] = MAX_LENGTHS[kindKey(ctx)] ?? [];
    const node = at(ctx.root, ['metadata', 'name']);
    const name = string(node);
    if (!max || !node || !name || name.length <= max || name.length > 253) return;
    const text = `the name has ${name.length} characters, at most ${max} are possible (${why}): shorten it`;
    report(node, text, { ...(severity && { severity }) });
  },
};

export const nameRequired: Rule = {
  code: 'name-required',
  severity: 'error',
  summary:
    'Every object needs metadata.name (or generateName, with which it cannot be applied twice).',
  on: { kinds: ['*'] },
  bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: { app: web }\n',
  good: [
    manifest('v1', 'ConfigMap', 'data: {}'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: web-\n',
  ],
  check({ ctx }, report) {
    if (isNotKept(ctx) || ctx.root.type !== 'map') return;
    const metadata = entry(ctx.root, 'metadata');
    if (isFilled(get(metadata?.value, 'name')) || isFilled(get(metadata?.value, 'generateName')))
      return;
    const place = metadata?.key.span ?? keyOf(ctx.root, 'kind');
    // The server makes a name for it; what applies it still needs one.
    const severity = ctx.gvk.kind === 'LimitRange' ? 'warning' : 'error';
    report(place, `${ctx.gvk.kind} has no name: add "name" under "metadata"`, { severity });
  },
};

export const namespaceOnClusterKind: Rule = {
  code: 'namespace-unused',
  severity: 'information',
  summary: 'Kinds that belong to the whole cluster have no namespace.',
  on: { kinds: ['*'] },
  bad: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  namespace: b\n',
  good: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n',
  check({ ctx }, report) {
    const metadata = get(ctx.root, 'metadata');
    if (ctx.isNamespaced !== false || !isSet(get(metadata, 'namespace')) || !metadata) return;
    report(
      keyOf(metadata, 'namespace'),
      `${ctx.gvk.kind} belongs to the whole cluster: remove the namespace`,
    );
  },
};

/** Fields that only a server writes: they come with text copied from a cluster. */
export const copiedFromCluster: Rule = {
  code: 'copied-from-cluster',
  severity: 'warning',
  summary:
    'resourceVersion and uid are written by the server; with them the object cannot be created or applied elsewhere.',
  on: { kinds: ['*'] },
  bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  resourceVersion: "123"\n',
  good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
  check({ ctx }, report) {
    const metadata = get(ctx.root, 'metadata');
    for (const key of ['resourceVersion', 'uid']) {
      const found = entry(metadata, key);
      if (found && isFilled(found.value)) {
        report(
          found.key,
          `"${key}" is written by the server and ties the manifest to one object: remove it`,
        );
      }
    }
  },
};

export const finalizers: Rule = {
  code: 'finalizer',
  severity: 'error',
  summary: 'A finalizer has the domain of its controller in front.',
  on: { types: ['meta.v1/ObjectMeta'] },
  bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  finalizers: [mine]\n',
  good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  finalizers: [example.com/mine]\n',
  check({ node, ctx }, report) {
    // Of custom resources the server asks for a name, not for a domain.
    if (isNotKept(ctx) || ctx.schema?.entry?.bundle.startsWith('io.k8s.') !== true) return;
    const all = get(node, 'finalizers');
    for (const item of all?.type === 'seq' ? all.items : []) {
      const text = string(item);
      if (text && !text.includes('/') && !/^(kubernetes|orphan|foregroundDeletion)$/.test(text)) {
        report(item, `"${text}" has no domain: write e.g. example.com/${text}`);
      }
    }
  },
};

export const ownerReferences: Rule = {
  code: 'two-controllers',
  severity: 'error',
  summary: 'At most one owner of an object is its controller.',
  on: { types: ['meta.v1/ObjectMeta'] },
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  ownerReferences:
  - { apiVersion: v1, kind: Pod, name: a, uid: a, controller: true }
  - { apiVersion: v1, kind: Pod, name: b, uid: b, controller: true }
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  ownerReferences:
  - { apiVersion: v1, kind: Pod, name: a, uid: a, controller: true }
  - { apiVersion: v1, kind: Pod, name: b, uid: b }
`,
  check({ node }, report) {
    const owners = get(node, 'ownerReferences');
    const controllers = (owners?.type === 'seq' ? owners.items : []).filter(isController);
    const second = controllers[1];
    if (second) report(placeOf(second), 'a second owner has "controller: true": only one may');
  },
};

function isController(owner: Node): boolean {
  const value = get(owner, 'controller');
  return value?.type === 'scalar' && value.value === true;
}

/** Kinds that are questions to the server: their metadata is not looked at. */
function isNotKept({ gvk }: RuleContext): boolean {
  return /Review$|^(Binding|Eviction|TokenRequest|List)$/.test(gvk.kind);
}

function kindKey({ gvk }: RuleContext): string {
  return gvk.group === '' ? gvk.kind : `${gvk.group}/${gvk.kind}`;
}
