import { expect, test } from 'vitest';
import { containerState, containersOf } from './podContainers.ts';

const pod = (state: object, { phase = 'Running', restartPolicy = 'Always' } = {}) => ({
  spec: {
    restartPolicy,
    containers: [{ name: 'main' }],
    initContainers: [{ name: 'copy' }, { name: 'proxy', restartPolicy: 'Always' }],
  },
  status: {
    phase,
    containerStatuses: [{ name: 'main', restartCount: 2, state }],
    initContainerStatuses: [
      { name: 'copy', state: { terminated: { reason: 'Completed' } } },
      { name: 'proxy', state: { terminated: { reason: 'Error' } } },
    ],
  },
});

test('containers that do the work come before those that prepare it', () => {
  expect(containersOf(pod({}))).toEqual(['main', 'copy', 'proxy']);
  expect(containersOf({})).toEqual([]);
});

test('a container that ended waits where it is started again, and is over where not', () => {
  const ended = { terminated: { reason: 'Error' } };
  const stateOf = (object: unknown) => containerState(object, 'main').state;
  expect(stateOf(pod(ended))).toBe('waiting');
  expect(stateOf(pod(ended, { restartPolicy: 'OnFailure' }))).toBe('waiting');
  expect(stateOf(pod(ended, { restartPolicy: 'Never' }))).toBe('over');
  expect(stateOf(pod(ended, { phase: 'Failed' }))).toBe('over');
  expect(stateOf(pod({ running: {} }, { phase: 'Failed' }))).toBe('running');
});

test('what only prepares a pod is over when it has ended, but for what goes on beside it', () => {
  expect(containerState(pod({}), 'copy')).toEqual({
    state: 'over',
    restarts: 0,
    reason: 'Completed',
  });
  expect(containerState(pod({}), 'proxy').state).toBe('waiting');
});

test('why a container waits is told, and how often it was started again', () => {
  const state = containerState(pod({ waiting: { reason: 'CrashLoopBackOff' } }), 'main');
  expect(state).toEqual({ state: 'waiting', restarts: 2, reason: 'CrashLoopBackOff' });
  expect(containerState({ status: { phase: 'Pending' } }, 'main')).toEqual({
    ...{ state: 'waiting', restarts: 0, reason: 'Pending' },
  });
});
