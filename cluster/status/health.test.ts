import { expect, test } from 'vitest';
import { builtClusterKinds } from '../../test/harness/clusterKinds.ts';
import { ClusterKinds } from './clusterKinds.ts';
import { summarize as summarizeWith } from './health.ts';

const kinds = new ClusterKinds(builtClusterKinds);
const summarize = (object: unknown, kind: { apiVersion: string; kind: string }) =>
  summarizeWith(object, kind, kinds);

const status = (apiVersion: string, kind: string, object: object) => {
  const { status: text, health } = summarize(
    { metadata: { name: 'x' }, ...object },
    { apiVersion, kind },
  );
  return `${text} ${health}`;
};
const pod = (status: object, spec: object = { containers: [{ name: 'main' }] }) =>
  summarize({ metadata: { name: 'p' }, spec, status }, { apiVersion: 'v1', kind: 'Pod' });
const waiting = (reason: string, message?: string) => ({
  name: 'main',
  state: { waiting: { reason, message } },
});

test('a pod is as well as its worst container', () => {
  expect(
    pod({ phase: 'Pending', containerStatuses: [waiting('ImagePullBackOff', 'no such image')] }),
  ).toMatchObject({
    status: 'ImagePullBackOff',
    health: 'error',
    detail: 'Container main: no such image',
    ready: '0/1',
  });
  expect(
    pod({
      phase: 'Running',
      containerStatuses: [
        { name: 'ok', ready: true },
        { ...waiting('CrashLoopBackOff'), restartCount: 4 },
      ],
    }),
  ).toMatchObject({
    status: 'CrashLoopBackOff',
    health: 'error',
    restarts: 4,
  });
  expect(
    pod({ phase: 'Pending', containerStatuses: [waiting('ContainerCreating')] }),
  ).toMatchObject({ status: 'ContainerCreating', health: 'progressing' });
  expect(pod({ phase: 'Pending', initContainerStatuses: [waiting('ErrImagePull')] })).toMatchObject(
    { status: 'ErrImagePull', health: 'error' },
  );
});

test('a pod that ended tells how', () => {
  const oom = { name: 'main', state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } };
  expect(pod({ phase: 'Failed', containerStatuses: [oom] })).toMatchObject({
    status: 'OOMKilled',
    health: 'error',
  });
  expect(pod({ phase: 'Failed', reason: 'Evicted', message: 'low on memory' })).toMatchObject({
    status: 'Evicted',
    health: 'error',
    detail: 'low on memory',
  });
  expect(
    pod({
      phase: 'Succeeded',
      containerStatuses: [{ name: 'main', state: { terminated: { exitCode: 0 } } }],
    }),
  ).toMatchObject({ status: 'Succeeded', health: 'ok' });
});

test('a pod that runs but is not ready is progressing; one without a node says why', () => {
  expect(
    pod({ phase: 'Running', containerStatuses: [{ name: 'main', ready: false }] }),
  ).toMatchObject({ status: 'NotReady', health: 'progressing' });
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message: '0/3 nodes',
  };
  expect(pod({ phase: 'Pending', conditions: [condition] })).toMatchObject({
    status: 'Unschedulable',
    health: 'warning',
    detail: '0/3 nodes',
  });
  expect(
    pod({ phase: 'Pending', conditions: [{ ...condition, reason: 'SchedulingGated' }] }).status,
  ).toBe('SchedulingGated');
  expect(pod({})).toMatchObject({ status: 'Unknown', health: 'unknown' });
});

test('being deleted covers every other status', () => {
  const metadata = { name: 'p', deletionTimestamp: '2026-01-01T00:00:00Z' };
  expect(
    summarize({ metadata, status: { phase: 'Running' } }, { apiVersion: 'v1', kind: 'Pod' }),
  ).toMatchObject({ status: 'Terminating', health: 'progressing', terminating: true });
});

test.each([
  ['New progressing', {}],
  ['RUNNING ok', { status: { applicationState: { state: 'RUNNING' } } }],
  ['COMPLETED ok', { status: { applicationState: { state: 'COMPLETED' } } }],
  ['FAILED error', { status: { applicationState: { state: 'FAILED' } } }],
  ['SUBMISSION_FAILED error', { status: { applicationState: { state: 'SUBMISSION_FAILED' } } }],
  ['SOMETHING_NEW unknown', { status: { applicationState: { state: 'SOMETHING_NEW' } } }],
])('a Spark application: %s', (expected, object) => {
  expect(status('sparkoperator.k8s.io/v1beta2', 'SparkApplication', object)).toBe(expected);
});

test('a Spark application hands on its error message, a schedule its next run', () => {
  const failed = {
    metadata: { name: 's' },
    status: { applicationState: { state: 'FAILED', errorMessage: 'driver lost' } },
  };
  expect(
    summarize(failed, { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication' })
      .detail,
  ).toBe('driver lost');
  const schedule = {
    metadata: { name: 's' },
    status: { scheduleState: 'Scheduled', nextRun: '2026-01-01' },
  };
  const kind = { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'ScheduledSparkApplication' };
  expect(summarize(schedule, kind)).toMatchObject({
    status: 'Scheduled',
    health: 'ok',
    detail: 'Next run 2026-01-01',
  });
  expect(summarize({ ...schedule, spec: { suspend: true } }, kind)).toMatchObject({
    status: 'Suspended',
    health: 'warning',
  });
});

test.each([
  ['Ready ok', { status: { conditions: [{ type: 'Ready', status: 'True' }] } }],
  [
    'NotReady error',
    { status: { conditions: [{ type: 'Ready', status: 'Unknown', message: 'no heartbeat' }] } },
  ],
  [
    'Ready, SchedulingDisabled warning',
    { spec: { unschedulable: true }, status: { conditions: [{ type: 'Ready', status: 'True' }] } },
  ],
  [
    'Ready, DiskPressure warning',
    {
      status: {
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'DiskPressure', status: 'True' },
        ],
      },
    },
  ],
  ['Unknown unknown', {}],
])('a node: %s', (expected, object) => {
  expect(status('v1', 'Node', object)).toBe(expected);
});

test('claims and volumes point at each other', () => {
  const claim = {
    metadata: { name: 'c', namespace: 'd' },
    spec: {
      volumeName: 'pv',
      storageClassName: 'fast',
      resources: { requests: { storage: '5Gi' } },
    },
    status: { phase: 'Bound', capacity: { storage: '10Gi' } },
  };
  expect(summarize(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' })).toMatchObject({
    status: 'Bound',
    health: 'ok',
    boundTo: 'pv',
    capacity: '10Gi',
    storageClass: 'fast',
  });
  const volume = {
    metadata: { name: 'pv' },
    spec: { claimRef: { namespace: 'd', name: 'c' }, capacity: { storage: '10Gi' } },
    status: { phase: 'Released' },
  };
  expect(summarize(volume, { apiVersion: 'v1', kind: 'PersistentVolume' })).toMatchObject({
    status: 'Released',
    health: 'warning',
    boundTo: 'd/c',
    detail: expect.stringContaining('Remove spec.claimRef'),
  });
  const deleted = { ...volume, spec: { ...volume.spec, persistentVolumeReclaimPolicy: 'Delete' } };
  expect(summarize(deleted, { apiVersion: 'v1', kind: 'PersistentVolume' }).detail).toMatch(
    /d\/c is gone and the storage is to be deleted/,
  );
  const failed = { ...volume, status: { phase: 'Failed', message: 'no such disk' } };
  expect(summarize(failed, { apiVersion: 'v1', kind: 'PersistentVolume' })).toMatchObject({
    health: 'error',
    detail: expect.stringContaining('no such disk'),
  });
  expect(status('v1', 'PersistentVolumeClaim', { status: { phase: 'Lost' } })).toBe('Lost error');
});

test('only the annotated storage class is the default', () => {
  const kind = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' };
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  expect(
    summarize({ metadata: { name: 'a', annotations }, provisioner: 'x/y' }, kind),
  ).toMatchObject({ isDefault: true, provisioner: 'x/y' });
  expect(summarize({ metadata: { name: 'a' } }, kind).isDefault).toBe(false);
});

test('other kinds go by their conditions, and garbage is unknown', () => {
  expect(
    status('example.com/v1', 'Thing', {
      status: { conditions: [{ type: 'Available', status: 'False' }] },
    }),
  ).toBe('Not Available progressing');
  expect(
    status('batch/v1', 'Job', { status: { conditions: [{ type: 'Failed', status: 'True' }] } }),
  ).toBe('Failed error');
  expect(summarize('garbage', { apiVersion: 'v1', kind: 'ConfigMap' })).toEqual({
    ref: { apiVersion: 'v1', kind: 'ConfigMap', name: '' },
    status: '',
    health: 'unknown',
  });
});
