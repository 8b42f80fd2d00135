import { expect, test, vi } from 'vitest';
import type { ClusterError } from '../api.ts';
import { summarize } from '../status/health.ts';
import { SharedList } from './sharedList.ts';

const pod = (name: string, phase = 'Running', uid = name) => ({
  metadata: { name, namespace: 'n', uid },
  status: { phase },
});
const error: ClusterError = { code: 'unreachable', message: 'nobody answers', causes: [] };

function list() {
  const [again, unused] = [vi.fn(), vi.fn()];
  const summary = (object: unknown) => summarize(object, { apiVersion: 'v1', kind: 'Pod' });
  const shared = new SharedList({ summarize: summary, again, unused });
  return { shared, again, unused };
}

test('each reader is told once of all that changes in one turn, and nobody of what looks the same', async () => {
  const { shared } = list();
  const [one, other] = [vi.fn(), vi.fn()];
  const lease = shared.lease(one);
  shared.lease(other);
  for (const name of ['a', 'b', 'c']) shared.put(pod(name));
  shared.remove(pod('b'));
  expect(one).not.toHaveBeenCalled();
  await Promise.resolve();
  expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 1]);
  expect(lease.first().map(({ ref }) => ref.name)).toEqual(['a', 'c']);
  shared.put(pod('a'));
  shared.remove(pod('b'));
  await Promise.resolve();
  expect(one).toHaveBeenCalledTimes(1);
});

test('the watch is told to end with its last reader, however often one lets go', () => {
  const { shared, unused } = list();
  const onChange = () => undefined;
  const [first, second] = [shared.lease(onChange), shared.lease(onChange)];
  first.dispose();
  first.dispose();
  expect(unused).not.toHaveBeenCalled();
  second.dispose();
  expect(unused).toHaveBeenCalledTimes(1);
});

test('a reader who let go is told nothing', async () => {
  const { shared } = list();
  const onChange = vi.fn();
  const lease = shared.lease(onChange);
  shared.lease(() => undefined);
  shared.put(pod('a'));
  lease.dispose();
  await Promise.resolve();
  expect(onChange).not.toHaveBeenCalled();
});

test.each([
  ['a first page', (shared: SharedList) => shared.put(pod('a'))],
  ['the end of a list without objects', (shared: SharedList) => shared.endList()],
  ['a failure', (shared: SharedList) => shared.tell({ state: 'stale', error })],
])('whoever waits goes on with %s', async (_, happen) => {
  const { shared } = list();
  const lease = shared.lease(() => undefined);
  const done = vi.fn();
  const waiting = lease.ready().then(done);
  shared.beginList();
  await Promise.resolve();
  expect(done).not.toHaveBeenCalled();
  happen(shared);
  await waiting;
  await lease.ready();
});

test('whoever wants it anew waits for that, and a signal ends the waiting', async () => {
  const { shared, again } = list();
  const lease = shared.lease(() => undefined);
  shared.put(pod('a'));
  await lease.ready();
  lease.again();
  expect(again).toHaveBeenCalledTimes(1);
  const stop = new AbortController();
  const waiting = lease.ready(stop.signal);
  stop.abort();
  await waiting;
  const done = vi.fn();
  void lease.ready().then(done);
  await Promise.resolve();
  expect(done).not.toHaveBeenCalled();
});

test('how many are still to come is told of the first list alone', () => {
  const { shared } = list();
  const lease = shared.lease(() => undefined);
  shared.put(pod('a'));
  shared.tell({ state: 'reading', remaining: 7 });
  expect([lease.size, lease.remaining]).toEqual([1, 7]);
  shared.endList();
  shared.tell({ state: 'live' });
  shared.beginList();
  shared.tell({ state: 'live', remaining: 7 });
  expect(lease.remaining).toBeUndefined();
});

test('what is no object of a name is not kept', () => {
  const { shared } = list();
  const lease = shared.lease(() => undefined);
  for (const odd of [undefined, null, 7, 'x', [], {}, { metadata: {} }, { metadata: { name: 7 } }])
    shared.put(odd);
  expect(lease.size).toBe(0);
});
