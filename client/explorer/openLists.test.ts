import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type {
  ClusterError,
  ResourceSummary,
  WatchLease,
  WatchQuery,
  WatchStatus,
} from '../../cluster/api.ts';
import type { ListNode, NodeContext } from './nodes/node.ts';
import { createOpenLists } from './openLists.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failure = (code: ClusterError['code']): ClusterError => ({ code, message: code, causes: [] });
const pods = (count: number): ResourceSummary[] =>
  Array.from({ length: count }, (_, at) => ({
    ref: { apiVersion: 'v1', kind: 'Pod', name: `pod-${at}` },
    status: 'Running',
    health: 'ok',
  }));

/** Lists of pods, and the leases on them that are held. */
function opened() {
  const state = {
    items: pods(3),
    remaining: undefined as number | undefined,
    status: { state: 'live' } as WatchStatus,
    sessionError: undefined as ClusterError | undefined,
    seen: new Set(['a', 'b', 'a/x']),
    drawn: new Set(['a', 'b', 'a/x']),
  };
  const held = new Map<object, string>();
  const again: string[] = [];
  const told: string[] = [];
  const watch = ({ kind, labelSelector = '' }: WatchQuery, onChange: () => void): WatchLease => {
    const lease = {
      get status() {
        return state.status;
      },
      get size() {
        return state.items.length;
      },
      get remaining() {
        return state.remaining;
      },
      first: (count?: number) => state.items.slice(0, count),
      ready: () => Promise.resolve(),
      again: () => void again.push(kind),
      dispose: () => void held.delete(lease),
    };
    held.set(lease, `${kind}${labelSelector}`);
    onChange();
    return lease;
  };
  const session = () =>
    Promise.resolve(
      state.sessionError
        ? { ok: false, error: state.sessionError }
        : { ok: true, value: { watch } },
    );
  const ctx = {
    service: { session },
    signal: new AbortController().signal,
  } as unknown as NodeContext;
  const lists = createOpenLists({
    isSeen: (id) => state.seen.has(id),
    isDrawn: (id) => state.drawn.has(id),
    changed: (id) => told.push(id),
    failed: (error) => {
      throw error;
    },
  });
  const node = (id: string, labelSelector?: string): ListNode => ({
    id,
    view: () => ({ label: id, contextValue: 'folder', collapsible: 'collapsed' }),
    children: () => Promise.resolve([]),
    source: () =>
      Promise.resolve({
        ok: true,
        value: {
          contextName: 'c',
          query: { apiVersion: 'v1', kind: id, ...(labelSelector && { labelSelector }) },
        },
      }),
  });
  const get = (id: string, labelSelector?: string) => lists.get(node(id, labelSelector), ctx);
  /** A list that turns out to hold nothing, and how often that was found out. */
  const empty = vi.fn(() => Promise.resolve({ ok: true as const, value: undefined }));
  const getEmpty = (id: string) => lists.get({ ...node(id), source: empty }, ctx);
  const leases = () => [...held.values()];
  return { state, lists, get, getEmpty, empty, leases, again, told };
}

test('a list is leased once, however often it is looked at', async () => {
  const { get, leases, told } = opened();
  await Promise.all([get('a'), get('a')]);
  await get('a');
  await get('b');
  expect(leases().sort()).toEqual(['a', 'b']);
  expect(told).toContain('a');
});

test('200 rows are shown, then 200 more; how many there are is told at once', async () => {
  const { state, lists, get } = opened();
  state.items = pods(500);
  state.remaining = 19_500;
  const shown = await get('a');
  expect([shown.items.length, shown.more]).toEqual([200, 19_800]);
  lists.more('a');
  expect((await get('a')).items).toHaveLength(400);
  state.items = pods(300);
  state.remaining = undefined;
  expect(await get('a')).toMatchObject({ more: 0 });
});

test('what may be old says why, and so does what is read each minute only', async () => {
  const { state, get } = opened();
  state.status = { state: 'stale', error: failure('unreachable') };
  expect(await get('a')).toMatchObject({ error: { code: 'unreachable' }, items: pods(3) });
  state.status = { state: 'polled', error: failure('forbidden') };
  const polled = await get('a');
  expect(polled.polledBecause?.code).toBe('forbidden');
  expect(polled.error).toBeUndefined();
});

test('a context that cannot be used is a failure, and is tried again at the next look', async () => {
  const { state, get, leases } = opened();
  state.sessionError = failure('kubeconfig-broken');
  expect(await get('a')).toEqual({ items: [], more: 0, error: state.sessionError });
  state.sessionError = undefined;
  expect((await get('a')).items).toHaveLength(3);
  expect(leases()).toEqual(['a']);
});

test('a list that can no longer be seen is let go after a minute, and leased again when it can', async () => {
  const { state, lists, get, leases } = opened();
  await get('a');
  await get('b');
  state.seen.delete('a');
  lists.look();
  await vi.advanceTimersByTimeAsync(59_000);
  lists.look();
  expect(leases()).toEqual(['a', 'b']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(leases()).toEqual(['b']);
  state.seen.add('a');
  lists.look();
  await vi.advanceTimersByTimeAsync(0);
  expect(leases().sort()).toEqual(['a', 'b']);
});

test('a short look elsewhere ends nothing', async () => {
  const { state, lists, get, leases } = opened();
  await get('a');
  state.seen.clear();
  lists.look();
  await vi.advanceTimersByTimeAsync(30_000);
  state.seen.add('a');
  lists.look();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(leases()).toEqual(['a']);
});

test('a list whose node is gone is let go at once', async () => {
  const { state, lists, get, leases } = opened();
  await get('a');
  await get('b');
  state.drawn.delete('a');
  lists.look();
  expect(leases()).toEqual(['b']);
  expect(lists.node('a')).toBeUndefined();
});

test('a list that can hold nothing is asked for once, however often one looks', async () => {
  const { lists, getEmpty, empty, leases } = opened();
  expect(await getEmpty('a')).toEqual({ items: [], more: 0 });
  lists.look();
  lists.look();
  await vi.advanceTimersByTimeAsync(0);
  expect([empty.mock.calls.length, leases()]).toEqual([1, []]);
});

test('another filter is another list', async () => {
  const { get, leases } = opened();
  await get('a');
  await get('a', 'app=web');
  expect(leases()).toEqual(['aapp=web']);
});

test('lists are read anew by what lies below a node, all of them, or those that do not follow the cluster', async () => {
  const { state, lists, get, again } = opened();
  for (const id of ['a', 'a/x', 'b']) await get(id);
  lists.again('a');
  expect(again.splice(0)).toEqual(['a', 'a/x']);
  lists.again();
  expect(again.splice(0)).toEqual(['a', 'a/x', 'b']);
  lists.catchUp();
  expect(again).toEqual([]);
  state.status = { state: 'polled', error: failure('forbidden') };
  lists.catchUp();
  expect(again).toEqual(['a', 'a/x', 'b']);
});

test('nothing is held after all were forgotten, not even what was being opened', async () => {
  const { lists, get, leases } = opened();
  await get('a');
  const late = get('b');
  lists.forget();
  await late;
  expect(leases()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
