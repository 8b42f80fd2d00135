import { expect, test } from 'vitest';
import { checkCompletion } from '../../../test/harness/checkCompletion.ts';

const secret = (name: string, namespace: string, data: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nstringData: {${data}}\n`;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: lake\nspec:\n';
const container = `${pod}  containers:\n    - name: main\n      image: b:1\n`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels: {app: web, tier: front}
    spec:
      containers:
        - name: web
          ports:
            - {name: http, containerPort: 8080}
  selector:
`;

test('names of resources in open files, of the namespace or of none that is said', () => {
  const unsaid = 'apiVersion: v1\nkind: Secret\nmetadata: {name: any}\n';
  const others = [secret('aaa', 'other', 'x: 1'), unsaid, secret('s3', 'lake', 'key: 1')];
  const text = `${container}      envFrom:\n        - secretRef:\n            name: $0\n`;
  expect(checkCompletion(text, { others }).labels).toEqual(['s3', 'any']);
  expect(checkCompletion(text).labels).toEqual([]);
  const list = `apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Secret, metadata: {name: listed}}\n`;
  expect(checkCompletion(`${list}---\n${text}`).labels).toEqual(['listed']);
});

test('keys of the Secret that is named', () => {
  const others = [secret('s3', 'lake', 'access: a, secret: b'), secret('db', 'lake', 'user: a')];
  const from = `${container}      env:\n        - name: A\n          valueFrom:\n            secretKeyRef:\n`;
  const named = `${from}              name: s3\n              key: $0\n`;
  expect(checkCompletion(named, { others }).labels).toEqual(['access', 'secret']);
  expect(checkCompletion(`${from}              key: $0\n`, { others }).labels).toContain('user');
});

test('keys that a volume projects, and those of a mapping that says its kind', () => {
  const others = [secret('s3', 'lake', 'access: a'), secret('db', 'lake', 'user: a')];
  const volume = `${pod}  volumes:\n    - name: v\n      secret:\n        secretName: db\n        items:\n          - key: $0\n`;
  expect(checkCompletion(volume, { others }).labels).toEqual(['user']);
});

test('only the kind that a mapping says beside the name, in the namespace that it says', () => {
  const workload = (kind: string, name: string): string =>
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: lake}\n`;
  const others = [workload('StatefulSet', 'kafka'), workload('Deployment', 'web')];
  const target = (ref: string): string =>
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: a\n  namespace: lake\nspec:\n  scaleTargetRef:\n${ref}    name: $0\n`;
  const said = '    apiVersion: apps/v1\n    kind: StatefulSet\n';
  expect(checkCompletion(target(said), { others }).labels).toEqual(['kafka']);
  expect(checkCompletion(target(''), { others }).labels).toEqual([]);
  const account =
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: spark, namespace: jobs}\n';
  const subject = (namespace: string): string =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: a, namespace: lake}\nsubjects:\n  - kind: ServiceAccount\n    namespace: ${namespace}\n    name: $0\n`;
  expect(checkCompletion(subject('jobs'), { others: [account] }).labels).toEqual(['spark']);
  expect(checkCompletion(subject('lake'), { others: [account] }).labels).toEqual([]);
});

test('namespaces that are declared, then those in use', () => {
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: raw}\n';
  const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: $0\n';
  const others = [secret('s3', 'lake', 'a: b'), namespace];
  expect(checkCompletion(text, { others }).labels).toEqual(['raw', 'lake']);
});

test('names that an operator or a tool makes of an object', () => {
  const cluster =
    'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: lake}\n';
  const from = `${container}      envFrom:\n        - secretRef:\n            name: $0\n`;
  expect(checkCompletion(from, { others: [cluster] }).labels).toContain('db-app');
});

test('ports of the Service that an Ingress path leads to', () => {
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: ui}\nspec:\n  ports: [{name: http, port: 80}]\n';
  const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  defaultBackend:\n    service:\n      name: ui\n      port:\n        name: $0\n`;
  expect(checkCompletion(ingress, { others: [service] }).labels).toEqual(['http']);
  expect(
    checkCompletion(ingress.replace('name: ui', 'name: web'), { others: [service] }).labels,
  ).toEqual([]);
});

test('volumes and ports of the same object, also while the line breaks the YAML', () => {
  const volumes = '  volumes:\n    - name: warehouse\n      emptyDir: {}\n';
  const mounts = `${container}      volumeMounts:\n        - name: $0\n${volumes}`;
  expect(checkCompletion(mounts).labels).toEqual(['warehouse']);
  const quoted = `${container}      volumeMounts:\n        - name: "$0\n${volumes}`;
  expect(checkCompletion(quoted).accept('warehouse')).toContain('- name: "warehouse"\n');
  const probe = `${container}      ports:\n        - {name: http, containerPort: 80}\n      livenessProbe:\n        httpGet:\n          port: $0\n`;
  expect(checkCompletion(probe).labels).toEqual(['http']);
});

test('names that the same object lists elsewhere', () => {
  const tasks = (depends: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: load}
spec:
  entrypoint: load
  templates:
    - name: run
      container: {image: a}
    - name: load
      dag:
        tasks:
          - name: fetch
            template: run
          - name: write
${depends}`;
  expect(checkCompletion(tasks('            template: $0\n')).labels).toEqual(['run', 'load']);
  const waits = '            dependencies:\n              - $0\n';
  expect(checkCompletion(tasks(waits)).labels).toEqual(['fetch', 'write']);
});

test('ports of the pods that a Service selects', () => {
  const service =
    'apiVersion: v1\nkind: Service\nspec:\n  selector:\n    app: web\n  ports:\n    - targetPort: $0\n';
  expect(checkCompletion(service, { others: [deployment] }).labels).toEqual(['http']);
});

test('a selector takes the labels of the template', () => {
  const match = `${deployment}    matchLabels:\n      $0\n`;
  expect(checkCompletion(match).labels).toEqual(['app', 'tier']);
  expect(checkCompletion(match).accept('app')).toBe(
    `${deployment}    matchLabels:\n      app: web\n`,
  );
  expect(checkCompletion(`${deployment}    matchLabels:\n      app: $0\n`).labels).toEqual(['web']);
  const service = 'apiVersion: v1\nkind: Service\nspec:\n  selector:\n    $0\n';
  expect(checkCompletion(service, { others: [deployment] }).labels).toEqual(['app', 'tier']);
});

test('labels have common keys, the name among their values', () => {
  const labels = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: etl\n  labels:\n    $0\n';
  expect(checkCompletion(labels).accept('app.kubernetes.io/name')).toContain(
    '    app.kubernetes.io/name: etl\n',
  );
  expect(checkCompletion(labels.replace('labels', 'annotations')).labels).toEqual([]);
});

test('values: the default first, what the kind forbids left out', () => {
  expect(checkCompletion(`${pod}  restartPolicy: $0\n`).labels).toEqual([
    'Always',
    'Never',
    'OnFailure',
  ]);
  const job =
    'apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      restartPolicy: $0\n';
  expect(checkCompletion(job).labels).toEqual(['Never', 'OnFailure']);
  expect(checkCompletion(`${pod}  hostNetwork: $0\n`).labels).toEqual(['false', 'true']);
});
