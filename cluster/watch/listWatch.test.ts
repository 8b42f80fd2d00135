// A fake server: what a real one does only by chance, or after minutes. The real one is asked in test/cluster.
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Failure, Result, WatchStatus } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ApiStream, StreamEnd } from '../http/request.ts';
import type { ListPage } from '../requests/listPage.ts';
import { ListWatch } from './listWatch.ts';
import type { WatchSource } from './listWatch.ts';
import { Outage } from './outage.ts';
import { defaultLimits } from './watchLimits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const object = (name: string, resourceVersion = '1') => ({ metadata: { name, resourceVersion } });
const event = (type: string, name: string, resourceVersion: string) =>
  JSON.stringify({ type, object: object(name, resourceVersion) });
const page = (names: string[], more: Partial<ListPage> = {}): Result<ListPage> => ({
  ok: true,
  value: { items: names.map((name) => object(name)), resourceVersion: '10', ...more },
});
const tick = () => vi.advanceTimersByTimeAsync(0);

/** A watch that is open until it is told to end. */
function openStream() {
  let take: ((line: string) => void | Promise<void>) | undefined;
  let finish: ((end: StreamEnd) => void) | undefined;
  const stream: ApiStream = {
    read: (taking) => {
      take = taking;
      return new Promise((done) => (finish = done));
    },
  };
  return {
    stream,
    say: (line: string) => void take?.(line),
    end: (how: StreamEnd = 'ended') => finish?.(how),
  };
}

/** Plays lists and watches in the order in which they are asked for; the last one again and again. */
function played(lists: Result<ListPage>[], refusals: (Failure | undefined)[] = []) {
  const asked: string[] = [];
  const streams: ReturnType<typeof openStream>[] = [];
  const kept = new Set<string>();
  const told: WatchStatus[] = [];
  let before: Set<string> | undefined;
  const source: WatchSource = {
    page({ limit, continueToken }) {
      asked.push(`list ${limit ?? 'all'}${continueToken ? ` from ${continueToken}` : ''}`);
      return Promise.resolve((lists.length > 1 ? lists.shift() : lists[0]) ?? page([]));
    },
    open(resourceVersion, seconds, signal) {
      asked.push(`watch ${resourceVersion}`);
      expect(seconds).toBeGreaterThanOrEqual(defaultLimits.seconds.least);
      const refusal = refusals.length > 1 ? refusals.shift() : refusals[0];
      if (refusal) return Promise.resolve(refusal);
      const opened = openStream();
      streams.push(opened);
      signal.addEventListener('abort', () => opened.end('cancelled'));
      return Promise.resolve({ ok: true, value: opened.stream });
    },
  };
  const nameOf = (value: unknown) => (value as ReturnType<typeof object>).metadata.name;
  const watch = new ListWatch(
    source,
    {
      beginList: () => (before = new Set(kept)),
      put(value) {
        kept.add(nameOf(value));
        before?.delete(nameOf(value));
      },
      remove: (value) => void kept.delete(nameOf(value)),
      endList: () => before?.forEach((name) => kept.delete(name)),
      clear: () => kept.clear(),
      tell: (status) => void told.push(status),
    },
    new Outage(),
  );
  const stop = new AbortController();
  const done = watch.run(stop.signal);
  onTestFinished(() => stop.abort());
  const state = () => told.at(-1)?.state;
  const last = () => streams.at(-1) ?? openStream();
  return { asked, kept, told, watch, state, last, stop, done, streams };
}

const away = fail('unreachable', 'nobody answers');
const denied = fail('forbidden', 'may not', { status: 403 });
const expired = fail('list-expired', 'too old', { status: 410 });

test('a list is read in pages, and watched from where it ends', async () => {
  const { asked, kept, told, state } = played([
    page(['a'], { continueToken: 't', remaining: 1 }),
    page(['b']),
  ]);
  await tick();
  expect(asked).toEqual(['list 200', 'list 500 from t', 'watch 10']);
  expect([...kept]).toEqual(['a', 'b']);
  expect(told[0]).toEqual({ state: 'reading', remaining: 1 });
  expect(state()).toBe('live');
});

test('events are taken, and a watch that ends goes on from the last of them, bookmarks included', async () => {
  const { asked, kept, last, state } = played([page(['a'])]);
  await tick();
  last().say(event('ADDED', 'b', '11'));
  last().say(event('DELETED', 'a', '12'));
  last().end();
  await tick();
  last().say(event('BOOKMARK', '', '15'));
  last().end('broken');
  await tick();
  expect(asked).toEqual(['list 200', 'watch 10', 'watch 12', 'watch 15']);
  expect([...kept]).toEqual(['b']);
  expect(state()).toBe('live');
});

test.each([
  ['an ERROR of a watch that is too old', '{"type":"ERROR","object":{"code":410}}'],
  ['an ERROR of any other sort', '{"type":"ERROR","object":{"code":500}}'],
  ['a line that is no event', 'oops'],
  ['an event without a version', '{"type":"ADDED","object":{}}'],
])('after %s the list is read anew', async (_, line) => {
  const { asked, kept, last } = played([page(['a']), page(['b'])]);
  await tick();
  last().say(line);
  await tick();
  expect(asked).toEqual(['list 200', 'watch 10', 'list 200', 'watch 10']);
  expect([...kept]).toEqual(['b']);
});

test('a watch that is refused as too old makes the list be read anew', async () => {
  const { asked } = played([page([])], [expired, undefined]);
  await tick();
  expect(asked).toEqual(['list 200', 'watch 10', 'list 200', 'watch 10']);
});

test('a list that changes too fast for its pages is read as a whole', async () => {
  const { asked } = played([
    page(['a'], { continueToken: 't' }),
    expired,
    page(['a'], { continueToken: 'u' }),
    expired,
    page(['a', 'b']),
  ]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.slice(-2)).toEqual(['list all', 'watch 10']);
});

test('watches that end at once are asked for less and less often', async () => {
  const { asked, last } = played([page([])]);
  for (let second = 0; second < 60; second++) {
    await vi.advanceTimersByTimeAsync(999);
    last().end();
  }
  const inVain = asked.length;
  expect(inVain).toBeGreaterThan(10);
  expect(inVain).toBeLessThan(30);
});

test('an outage is told with its reason, and over once the server answers', async () => {
  const { told, state, asked, last } = played([page([])], [undefined, away, away, undefined]);
  await tick();
  last().end('broken');
  await tick();
  expect(told.at(-1)).toEqual({ state: 'stale', error: away.error });
  await vi.advanceTimersByTimeAsync(1000);
  expect(state()).toBe('live');
  expect(asked).toEqual(['list 200', 'watch 10', 'watch 10', 'watch 10', 'watch 10']);
});

test('who may list and not watch reads once a minute', async () => {
  const { asked, told } = played([page(['a'])], [denied]);
  await tick();
  expect(told.at(-1)).toEqual({ state: 'polled', error: denied.error });
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(asked).toEqual(['list 200', 'watch 10', 'list 200', 'list 200', 'list 200']);
});

test('who may not list is asked for nothing until somebody wants it', async () => {
  const { asked, told, kept, watch, state } = played([page(['a']), denied, page(['b'])]);
  await tick();
  watch.again();
  await tick();
  expect(told.at(-1)).toEqual({ state: 'refused', error: denied.error });
  expect([...kept]).toEqual([]);
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(asked).toEqual(['list 200', 'watch 10', 'list 200']);
  watch.again();
  await tick();
  expect(state()).toBe('live');
  expect([...kept]).toEqual(['b']);
});

test('a kind that the cluster does not have is looked for every two minutes', async () => {
  const { asked, state } = played([fail('kind-unknown', 'no such kind'), page(['a'])]);
  await vi.advanceTimersByTimeAsync(119_000);
  expect([asked.length, state()]).toEqual([1, 'refused']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(state()).toBe('live');
});

test('a stream without a sign of life is given up: soon where bookmarks come, else when it should have ended', async () => {
  const { asked, last } = played([page([])]);
  await vi.advanceTimersByTimeAsync(7 * 60_000);
  expect(asked).toEqual(['list 200', 'watch 10']);
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect(asked).toEqual(['list 200', 'watch 10', 'watch 10']);
  last().say(event('BOOKMARK', '', '20'));
  await vi.advanceTimersByTimeAsync(95_000);
  expect(asked).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked.slice(3)).toEqual(['watch 20']);
});

test('after the sleep of a computer a stream is given up at once', async () => {
  const { asked, last } = played([page([])]);
  await tick();
  last().say(event('BOOKMARK', '', '20'));
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toEqual(['list 200', 'watch 10', 'watch 20']);
});

test('nothing goes on and no timer is left once it is stopped', async () => {
  const { stop, done, asked } = played([page([])], [away]);
  await tick();
  stop.abort();
  await done;
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(before);
  expect(vi.getTimerCount()).toBe(0);
});
