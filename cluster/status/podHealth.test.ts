import { expect, test } from 'vitest';
import { podStatus } from './podHealth.ts';

const container = (state: object, more: object = {}) => ({ name: 'm', state, ...more });
const pod = (status: object, spec: object = { containers: [{}] }) => podStatus({ spec, status });
const words = ({ status, health, detail }: ReturnType<typeof podStatus>) => [
  status,
  health,
  detail,
];
const ended = (exitCode: number, more: object = {}) =>
  container({ terminated: { exitCode, ...more } });
const waits = (reason: string, more: object = {}) => container({ waiting: { reason, ...more } });

test.each<[string, object, unknown[]]>([
  [
    'has ended well, whatever its containers say',
    { phase: 'Succeeded', containerStatuses: [ended(1)] },
    ['Succeeded', 'ok', undefined],
  ],
  [
    'was evicted',
    { phase: 'Failed', reason: 'Evicted', message: 'no space' },
    ['Evicted', 'error', 'no space'],
  ],
  [
    'failed by its container',
    { phase: 'Failed', containerStatuses: [ended(3, { message: 'oh' })] },
    ['Error', 'error', 'Container m: oh (exit code 3)'],
  ],
  ['failed, nothing known', { phase: 'Failed' }, ['Failed', 'error', undefined]],
  [
    'was killed and runs again',
    { phase: 'Running', containerStatuses: [ended(137, { reason: 'OOMKilled' })] },
    ['OOMKilled', 'warning', 'Container m (exit code 137)'],
  ],
  [
    'has a container that ended well',
    { phase: 'Running', containerStatuses: [ended(0)] },
    ['NotReady', 'progressing', undefined],
  ],
  [
    'waits for what passes',
    { phase: 'Pending', containerStatuses: [waits('ContainerCreating')] },
    ['ContainerCreating', 'progressing', undefined],
  ],
  [
    'waits for its first containers',
    { phase: 'Pending', containerStatuses: [waits('PodInitializing')] },
    ['PodInitializing', 'progressing', undefined],
  ],
  [
    'waits in vain',
    { phase: 'Pending', initContainerStatuses: [waits('ErrImagePull', { message: 'gone' })] },
    ['ErrImagePull', 'error', 'Container m: gone'],
  ],
  ['is pending', { phase: 'Pending' }, ['Pending', 'progressing', undefined]],
  [
    'fits no node',
    { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message: 'full' }] },
    ['Unschedulable', 'warning', 'full'],
  ],
  [
    'is held back',
    {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
    },
    ['SchedulingGated', 'warning', undefined],
  ],
  [
    'is scheduled',
    {
      phase: 'Pending',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: 'False' },
      ],
    },
    ['Pending', 'progressing', undefined],
  ],
  [
    'runs',
    { phase: 'Running', containerStatuses: [container({}, { ready: true })] },
    ['Running', 'ok', undefined],
  ],
  [
    'runs and is not ready',
    { phase: 'Running', containerStatuses: [container({}, { ready: false })] },
    ['NotReady', 'progressing', undefined],
  ],
  [
    'runs and waits for a readiness gate',
    {
      phase: 'Running',
      containerStatuses: [container({}, { ready: true })],
      conditions: [{ type: 'Ready', status: 'False', message: 'gate closed' }],
    },
    ['NotReady', 'warning', 'gate closed'],
  ],
  [
    'runs on a node of which nobody has heard',
    {
      phase: 'Running',
      reason: 'NodeLost',
      message: 'silent',
      containerStatuses: [container({}, { ready: true })],
    },
    ['NodeLost', 'unknown', 'silent'],
  ],
  [
    'has a native sidecar that crashes',
    {
      phase: 'Running',
      initContainerStatuses: [waits('CrashLoopBackOff')],
      containerStatuses: [container({}, { ready: true })],
    },
    ['CrashLoopBackOff', 'error', 'Container m'],
  ],
  [
    'is lost',
    { phase: 'Unknown', reason: 'NodeLost', message: 'silent' },
    ['NodeLost', 'unknown', 'silent'],
  ],
  ['has no status', {}, ['Unknown', 'unknown', undefined]],
])('a Pod that %s', (_what, status, expected) => {
  expect(words(pod(status))).toEqual(expected);
});

test('ready containers and restarts are counted, those of init containers as restarts alone', () => {
  const status = {
    phase: 'Running',
    initContainerStatuses: [container({}, { ready: true, restartCount: 2 })],
    containerStatuses: [
      container({}, { ready: true, restartCount: 1 }),
      container({}, { ready: false }),
    ],
  };
  expect(pod(status, { containers: [{}, {}, {}], nodeName: 'n' })).toMatchObject({
    ready: '1/3',
    restarts: 3,
    node: 'n',
  });
  expect(pod(status, {})).toMatchObject({ ready: '1/2' });
  expect('node' in pod(status, {})).toBe(false);
});

test('native sidecars count among the containers that have to be ready', () => {
  const spec = {
    containers: [{ name: 'main' }],
    initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }],
  };
  const status = (isReady: boolean) => ({
    phase: 'Running',
    initContainerStatuses: [
      { name: 'setup', ready: true, state: { terminated: { exitCode: 0 } } },
      { name: 'proxy', ready: isReady, state: { running: {} } },
    ],
    containerStatuses: [{ name: 'main', ready: true, state: { running: {} } }],
  });
  expect(pod(status(true), spec)).toMatchObject({ status: 'Running', ready: '2/2' });
  expect(pod(status(false), spec)).toMatchObject({ status: 'NotReady', ready: '1/2' });
});
