// On the built schemas: the releases are those of Kubernetes.
import { expect, test } from 'vitest';
import { testSession } from '../../test/harness/manifests.ts';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { StepBudget } from '../pacing/stepBudget.ts';
import { finish } from '../pacing/work.ts';
import { usualFilling } from '../placeholders/placeholdersIn.ts';
import type { Finding } from './finding.ts';
import { validateDocument } from './validate.ts';

const { store } = testSession();

function found(text: string, release?: string): Finding[] {
  const ctx = {
    store,
    isPatch: false,
    filling: usualFilling,
    ...(release !== undefined && { release }),
  };
  return finish(validateDocument(ctx, new ManifestDocument(text, 1), new StepBudget()));
}

/** `severity code: message -> text of the fix`. */
function said(text: string, release?: string): string[] {
  return found(text, release).map(
    ({ severity, code, message, fix }) =>
      `${severity} ${code}: ${message}${fix ? ` -> ${String(fix.edits[0]?.[1])}` : ''}`,
  );
}

const scaler = (version: string): string => `apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: { name: a }
spec:
  maxReplicas: 3
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: a }
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]
`;

test('a version that is gone says since when, and the fix writes the one that has the same fields', () => {
  expect(said(scaler('v2beta2'))).toEqual([
    'error unknown-kind: HorizontalPodAutoscaler is not in "autoscaling/v2beta2" any more since Kubernetes 1.26: it is in autoscaling/v2 -> autoscaling/v2',
  ]);
});

test('a version that the release still serves is deprecated, and before it is served it is none', () => {
  expect(said(scaler('v2beta2'), '1.24')).toEqual([
    'warning deprecated-api-version: HorizontalPodAutoscaler of autoscaling/v2beta2 is deprecated since Kubernetes 1.23 and gone in 1.26: write autoscaling/v2 -> autoscaling/v2',
  ]);
  expect(said(scaler('v2beta2'), '1.22')).toEqual([]);
  expect(said(scaler('v2'), '1.22')).toEqual([
    'error unknown-kind: HorizontalPodAutoscaler of autoscaling/v2 came with Kubernetes 1.23: a server of 1.22 has no such kind: until then it is in autoscaling/v2beta2',
  ]);
});

test('a successor with other fields is told with what differs, and no fix makes an object that is refused', () => {
  const ingress = `apiVersion: extensions/v1beta1
kind: Ingress
metadata: { name: a }
spec:
  backend: { serviceName: web, servicePort: 80 }
`;
  expect(said(ingress)).toEqual([
    'error unknown-kind: Ingress is not in "extensions/v1beta1" any more since Kubernetes 1.22: it is in networking.k8s.io/v1, where an Ingress needs "rules" or "defaultBackend" (spec) and there is no spec.backend',
  ]);
});

test('a kind that is nowhere any more says so', () => {
  expect(
    said('apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: a }\n'),
  ).toEqual([
    'error unknown-kind: PodSecurityPolicy is not in "policy/v1beta1" any more since Kubernetes 1.25, and in no other version',
  ]);
});

test('of several successors the latest counts that the release serves', () => {
  const schema = `apiVersion: flowcontrol.apiserver.k8s.io/v1beta2
kind: FlowSchema
metadata: { name: a }
`;
  expect(said(schema, '1.25')).toEqual([]);
  expect(said(schema, '1.27')[0]).toContain('write flowcontrol.apiserver.k8s.io/v1beta3');
  expect(said(schema, '1.30')[0]).toContain('it is in flowcontrol.apiserver.k8s.io/v1,');
});

test('what is off by default says what turns it on', () => {
  const claim = (version: string): string =>
    `apiVersion: resource.k8s.io/${version}\nkind: DeviceClass\nmetadata: { name: a }\nspec: {}\n`;
  expect(said(claim('v1beta1'))).toEqual([
    'warning off-by-default: a server has DeviceClass of resource.k8s.io/v1beta1 only with --runtime-config=resource.k8s.io/v1beta1=true, while resource.k8s.io/v1 is on by default -> resource.k8s.io/v1',
  ]);
  expect(said(claim('v1beta1'), '1.33')).toEqual([
    'warning off-by-default: a server has DeviceClass of resource.k8s.io/v1beta1 only with --runtime-config=resource.k8s.io/v1beta1=true and the feature gate DynamicResourceAllocation',
  ]);
});

test('items of a List are looked at as documents are', () => {
  const list = `apiVersion: v1
kind: List
items:
  - apiVersion: batch/v1beta1
    kind: CronJob
    metadata: { name: a }
    spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: 'a:1' }] } } } } }
`;
  expect(said(list)).toEqual([
    'error unknown-kind: CronJob is not in "batch/v1beta1" any more since Kubernetes 1.25: it is in batch/v1 -> batch/v1',
  ]);
});

const pod = (spec: string): string => `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers: [{ name: a, image: "a:1" }]
${spec}`;

test('a field that came later is a warning, one that is off by default too, and none where it is on', () => {
  const sidecar = pod('  initContainers: [{ name: b, image: "b:1", restartPolicy: Always }]\n');
  expect(said(sidecar, '1.27')).toEqual([
    'warning newer-field: "restartPolicy" came with Kubernetes 1.28: a server of 1.27 drops it, or refuses the object',
  ]);
  expect(said(sidecar, '1.28')).toEqual([
    'warning off-by-default: "restartPolicy" needs the feature gate SidecarContainers, which is off by default in Kubernetes 1.28: without it the server drops the field',
  ]);
  expect(said(sidecar, '1.29')).toEqual([]);
  expect(said(sidecar)).toEqual([]);
});

test('a field that is gone is unknown since then, and no fault before', () => {
  const claims = pod('  workloadRef: { name: x }\n');
  expect(said(claims, '1.36')[0]).toContain('"workloadRef" is gone since Kubernetes 1.36');
  expect(said(claims, '1.35').filter((each) => each.includes('workloadRef'))).toEqual([]);
});

test('a pod template that an operator reads is not judged by the release', () => {
  const spark = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: a }
spec: { driver: { template: { spec: { hostUsers: false } } } }
`;
  expect(said(spark, '1.24').filter((each) => each.includes('hostUsers'))).toEqual([]);
});

test('a choice is that of the release: nothing is missing where it had other fields, and none is named that it has not', () => {
  const claim = (fields: string): string => pod(`  resourceClaims: [{ name: gpu${fields} }]\n`);
  const source = claim(', source: { resourceClaimName: a }');
  expect(said(source, '1.30').filter((each) => !each.startsWith('warning off-by-default'))).toEqual(
    [],
  );
  expect(said(source, '1.32').some((each) => each.includes('"source" is gone since'))).toBe(true);
  expect(said(claim('')).some((each) => each.includes('one-of-required'))).toBe(true);
  const hook = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { containers: [{ name: a, image: "a:1", lifecycle: { preStop: {} } }] }
`;
  expect(said(hook, '1.28').join()).toContain('one of exec, httpGet, tcpSocket: add it');
  expect(said(hook, '1.36').join()).toContain('one of exec, httpGet, sleep, tcpSocket: add it');
  const sleep = hook.replace('preStop: {}', 'preStop: { sleep: { seconds: 5 } }');
  expect(said(sleep, '1.28').map((each) => each.split(':')[0])).toEqual(['warning newer-field']);
});

test('in a field that the release has not nothing else is wrong', () => {
  const wrong = pod(
    '  initContainers: [{ name: b, image: "b:1", restartPolicy: Sometimes }]\n  resources: { limits: { cpu: much }, lim: {} }\n',
  );
  expect(said(wrong, '1.27').map((each) => each.split(':')[0])).toEqual([
    'warning newer-field',
    'warning newer-field',
  ]);
  expect(said(wrong).filter((each) => each.startsWith('error')).length).toBeGreaterThan(2);
});

test('a release that is newer than all that is known may have more fields, values and kinds', () => {
  const next = '1.99';
  const newer = pod('  quantumPolicy: Always\n');
  expect(said(newer, next)).toEqual([
    'hint unknown-field: there is no field "quantumPolicy" here up to Kubernetes 1.36: Kubernetes 1.99 is newer than known here and may have it',
  ]);
  expect(said(newer)[0]).toMatch(/^error unknown-field/);
  expect(said(pod('  restartPolicyy: Always\n'), next)).toEqual([
    expect.stringMatching(/^warning unknown-field: .*did you mean restartPolicy/),
  ]);
  expect(said(pod('  dnsPolicy: Sometime\n'), next)).toEqual([
    expect.stringMatching(/^hint invalid-value: .*newer than known here/),
  ]);
  const kind = (apiVersion: string, name: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: { name: a }\n`;
  expect(said(kind('apps/v1', 'Fleet'), next)).toEqual([
    'hint unknown-kind: Fleet of apps/v1 is not known up to Kubernetes 1.36, and 1.99 is newer than known here',
  ]);
  expect(said(kind('apps/v1', 'Deploymnt'), next)).toEqual([
    'warning unknown-kind: Deploymnt of apps/v1 is not known up to Kubernetes 1.36, and 1.99 is newer than known here: did you mean Deployment? -> Deployment',
  ]);
  expect(said(kind('apps/v1', 'Fleet'))[0]).toMatch(/^error unknown-kind/);
});

test('of a release that is newer than all that is known nothing is off, and what is gone stays gone', () => {
  const next = '1.99';
  const claim =
    'apiVersion: resource.k8s.io/v1beta1\nkind: DeviceClass\nmetadata: { name: a }\nspec: {}\n';
  expect(said(claim, next).filter((each) => each.includes('off-by-default'))).toEqual([]);
  expect(said(scaler('v2beta2'), next)[0]).toMatch(
    /^error unknown-kind: .* since Kubernetes 1\.26/,
  );
});

test('a probe with a way that came with a newer release is not missing one', () => {
  const probe = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { containers: [{ name: a, image: "a:1", livenessProbe: { quic: { port: 1 } } }] }
`;
  expect(said(probe, '1.99').map((each) => each.split(':')[0])).toEqual(['hint unknown-field']);
});
