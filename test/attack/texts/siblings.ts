/** Many of one thing side by side: keys, list items, ports, whole objects. */
import { deployment, head, K, pod, repeat, type Family } from './family.ts';

const spark = `${head('SparkApplication', 'sparkoperator.k8s.io/v1beta2')}spec:\n  type: Scala\n  sparkVersion: 3.5.0\n  mode: cluster\n  mainApplicationFile: local:///a.jar\n  image: a:1\n  driver: {cores: 1}\n  executor: {cores: 1}\n`;

/** Name, a text around many lines, and one of these lines. */
const lines: readonly (readonly [string, (many: string) => string, (index: number) => string])[] = [
  ['unknown keys in the spec of a Pod', pod, (i) => `  someKey${i}: v\n`],
  ['unknown keys in a container', pod, (i) => `    imagePullPolicie${i}: v\n`],
  [
    'unknown keys of 900 characters',
    pod,
    (i) => `  ${'terminationGracePeriod'.repeat(40)}${i}: v\n`,
  ],
  [
    'unknown keys at the top of a Deployment',
    (many) => head('Deployment', 'apps/v1') + many,
    (i) => `someKey${i}: v\n`,
  ],
  [
    'unknown keys in the values of a chart',
    (many) => `# chart: superset\nsupersetNode: {}\n${many}`,
    (i) => `someKey${i}: v\n`,
  ],
  [
    'unknown keys in one line',
    (many) => `${head('Pod')}spec: {${many}containers: []}\n`,
    (i) => `someKey${i}: v, `,
  ],
  ['fields that belong elsewhere', pod, (i) => `  labels${i}: v\n  - command${i}\n`],
  [
    'entries of a Secret',
    (many) => `${head('Secret')}stringData:\n${many}`,
    (i) => `  k${i}: some text ${i}\n`,
  ],
  [
    'bad entries of a Secret',
    (many) => `${head('Secret')}data:\n${many}`,
    (i) => `  k${i}: some text ${i}\n`,
  ],
  [
    'settings that look secret',
    (many) => `${head('ConfigMap')}data:\n${many}`,
    (i) => `  k${i}.password: some text ${i}\n`,
  ],
  [
    'values of a chart above a broken line',
    (many) => `# chart: airflow\n${many}\tx: y\n`,
    (i) => `k${i}: some text ${i}\n`,
  ],
  ['duplicate keys', (many) => `${head('ConfigMap')}data:\n${many}`, () => `  k: v\n`],
  ['keys of a ConfigMap', (many) => `${head('ConfigMap')}data:\n${many}`, (i) => `  k${i}: v\n`],
  [
    'bad keys of a ConfigMap in one line',
    (many) => `${head('ConfigMap')}data: {${many}}\n`,
    (i) => `k/${i}: v, `,
  ],
  [
    'numbers in the data of a ConfigMap',
    (many) => `${head('ConfigMap')}data:\n${many}`,
    (i) => `  k${i}: ${i}\n`,
  ],
  [
    'labels',
    (many) => pod().replace('  name: a\n', `  name: a\n  labels:\n${many}`),
    (i) => `    a.b/k${i}: v\n`,
  ],
  ['bad labels', (many) => `${head('Pod')}  labels:\n${many}`, (i) => `    -k${i}: v\n`],
  [
    'selected labels',
    (many) =>
      `${head('Deployment', 'apps/v1')}spec:\n  selector:\n    matchLabels:\n${many}  template:\n    metadata:\n      labels:\n${many.replaceAll('    ', '      ').replaceAll(': v', ': w')}`,
    (i) => `      k${i}: v\n`,
  ],
  ['arguments', (many) => `${pod()}    args:\n${many}`, () => '    - a\n'],
  ['arguments in one line', (many) => `${pod()}    args: [${many}]\n`, () => 'a, '],
  ['variables', (many) => `${pod()}    env:\n${many}`, (i) => `    - {name: A${i}, value: b}\n`],
  [
    'variables that name later ones',
    (many) => `${pod()}    env:\n${many}`,
    (i) => `    - {name: A${i}, value: "$(A${i + 1})$(A${i + 2})"}\n`,
  ],
  [
    'variables of one name',
    (many) => `${pod()}    env:\n${many}`,
    () => `    - {name: A, value: b}\n`,
  ],
  [
    'mounts of no volume',
    (many) => `${pod()}    volumeMounts:\n${many}`,
    (i) => `    - {name: v${i}, mountPath: /m/${i}}\n`,
  ],
  ['volumes', (many) => `${pod()}  volumes:\n${many}`, (i) => `  - {name: v${i}, emptyDir: {}}\n`],
  [
    'containers',
    (many) => `${head('Pod')}spec:\n  containers:\n${many}`,
    (i) =>
      `  - {name: c${i}, image: a:1, ports: [{containerPort: ${1 + (i % 60_000)}, name: p${i}}]}\n`,
  ],
  [
    'containers of one name',
    (many) => `${head('Pod')}spec:\n  containers:\n${many}`,
    () => `  - {name: c, image: a:1}\n`,
  ],
  [
    'ports',
    (many) => `${pod()}    ports:\n${many}`,
    (i) => `    - {containerPort: ${1 + (i % 65_000)}, name: p${i}}\n`,
  ],
  [
    'ports of a Service',
    (many) => `${head('Service')}spec:\n  ports:\n${many}`,
    (i) => `  - {port: ${1 + (i % 65_000)}, name: p${i}}\n`,
  ],
  [
    'tolerations',
    (many) => `${pod()}  tolerations:\n${many}`,
    (i) => `  - {key: k${i}, operator: Exists}\n`,
  ],
  [
    'rules of a Role',
    (many) => `${head('Role', 'rbac.authorization.k8s.io/v1')}rules:\n${many}`,
    (i) => `- {apiGroups: [""], resources: [pods${i}], verbs: [get]}\n`,
  ],
  [
    'subjects of a binding',
    (many) =>
      `${head('RoleBinding', 'rbac.authorization.k8s.io/v1')}roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}\nsubjects:\n${many}`,
    (i) => `- {kind: User, name: u${i}, apiGroup: rbac.authorization.k8s.io}\n`,
  ],
  [
    'paths of an Ingress',
    (many) =>
      `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  rules:\n  - http:\n      paths:\n${many}`,
    (i) =>
      `      - {path: /p${i}, pathType: Prefix, backend: {service: {name: s, port: {number: 80}}}}\n`,
  ],
  [
    'ports of a network policy',
    (many) =>
      `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:\n  podSelector: {}\n  ingress:\n  - ports:\n${many}`,
    (i) => `    - {port: ${1 + (i % 65_000)}}\n`,
  ],
  [
    'expressions of a selector',
    (many) => deployment(`  selector:\n    matchExpressions:\n${many}`),
    (i) => `    - {key: k${i}, operator: In, values: [a]}\n`,
  ],
  [
    'entries of sparkConf',
    (many) => `${spark}  sparkConf:\n${many}`,
    (i) => `    spark.k${i}: v\n`,
  ],
  [
    'misspelt entries of sparkConf',
    (many) => `${spark}  sparkConf:\n${many}`,
    (i) => `    spark.executor.memori${i}: v\n`,
  ],
  ['finalizers', (many) => `${head('ConfigMap')}  finalizers:\n${many}`, (i) => `  - a.b/f${i}\n`],
  [
    'owners',
    (many) => `${head('ConfigMap')}  ownerReferences:\n${many}`,
    (i) => `  - {apiVersion: v1, kind: Pod, name: p${i}, uid: u${i}}\n`,
  ],
  [
    'Pods in a List',
    (many) => `apiVersion: v1\nkind: List\nitems:\n${many}`,
    (i) =>
      `- {apiVersion: v1, kind: Pod, metadata: {name: p${i}}, spec: {containers: [{name: a, image: a:1}]}}\n`,
  ],
  [
    'bad Pods in a List',
    (many) => `apiVersion: v1\nkind: List\nitems:\n${many}`,
    (i) =>
      `- {apiVersion: v1, kind: Pod, metadata: {name: P_${i}}, spec: {containers: [{nam: a}]}}\n`,
  ],
  [
    'objects of unknown kinds in a List',
    (many) => `apiVersion: v1\nkind: List\nitems:\n${many}`,
    (i) => `- {apiVersion: a.b/v1, kind: Kind${i}, metadata: {name: a}}\n`,
  ],
  [
    'templates of a Workflow',
    (many) =>
      `${head('Workflow', 'argoproj.io/v1alpha1')}spec:\n  entrypoint: t0\n  templates:\n${many}`,
    (i) => `  - {name: t${i}, container: {image: a:1}}\n`,
  ],
  [
    'resources of a quota',
    (many) => `${head('ResourceQuota')}spec:\n  hard:\n${many}`,
    (i) => `    requests.a.b/r${i}: "1"\n`,
  ],
  [
    'limits of a range',
    (many) =>
      `${head('LimitRange')}spec:\n  limits:\n  - type: Container\n    min:\n${many}    max:\n${many}`,
    (i) => `      a.b/r${i}: "1"\n`,
  ],
  [
    'versions of a definition',
    (many) =>
      `${head('CustomResourceDefinition', 'apiextensions.k8s.io/v1')}spec:\n  group: b.c\n  scope: Cluster\n  names: {kind: A, plural: a}\n  versions:\n${many}`,
    (i) =>
      `  - {name: v${i}, served: true, storage: false, schema: {openAPIV3Schema: {type: object, properties: {a: {type: string}}}}}\n`,
  ],
  [
    'fields of a definition',
    (many) =>
      `${head('CustomResourceDefinition', 'apiextensions.k8s.io/v1')}spec:\n  group: b.c\n  scope: Cluster\n  names: {kind: A, plural: a}\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n${many}`,
    (i) => `          f${i}: {type: array}\n`,
  ],
  [
    'resources of a kustomization',
    (many) =>
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${many}`,
    (i) => `- a${i}.yaml\n`,
  ],
  ['tags', (many) => `${head('ConfigMap')}data:\n${many}`, (i) => `  k${i}: !!str v\n`],
  ['explicit keys', (many) => `${head('ConfigMap')}data:\n${many}`, (i) => `  ? k${i}\n  : v\n`],
];

/** Each with two thousand of them, with as many as make 450,000 characters, and with as many as make 950,000. */
export const siblingFamilies: readonly Family[] = lines.map(([name, around, line]) => {
  const make = (count: number): string => around(repeat(count, line));
  const each = make(101).length - make(100).length;
  return {
    name,
    make,
    counts: [2 * K, Math.floor((450 * K) / each), Math.floor((950 * K) / each)],
  };
});
