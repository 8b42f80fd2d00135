import { expect, test, vi } from 'vitest';
import { clusterError, fail } from '../errors/errors.ts';
import type { ClusterErrorCode } from '../api.ts';
import { passesByItself, patient, pauseBefore, waitText } from './backOff.ts';
import type { ApiRequest, ApiResult } from './request.ts';

const failure = (code: ClusterErrorCode, details: object = {}, maybeDone?: boolean) => ({
  ...fail(code, 'x', details),
  ...(maybeDone !== undefined && { maybeDone }),
});

test.each<[string, ReturnType<typeof failure>, boolean]>([
  ['too many requests', failure('server-error', { status: 429 }), true],
  ['a gateway', failure('server-error', { status: 502 }), true],
  ['a server that is not ready', failure('server-error', { status: 503 }), true],
  ['a gateway that waited', failure('server-error', { status: 504 }), true],
  ['a server that failed', failure('server-error', { status: 500 }), true],
  ['a refusal with 500', failure('invalid', { status: 500 }), false],
  ['not implemented', failure('server-error', { status: 501 }), false],
  ['a refusal', failure('invalid', { status: 422 }), false],
  ['a connection that broke', failure('unreachable', {}, true), true],
  ['no connection', failure('unreachable', {}, false), false],
  ['no connection, nothing known', failure('unreachable'), false],
  ['no answer', failure('timeout', {}, true), false],
])('%s passes by itself: %j is %s', (_what, failed, passes) => {
  expect(passesByItself(failed)).toBe(passes);
});

test('pauses grow and end, and are never shorter than the server says', () => {
  const broken = failure('unreachable', {}, true);
  expect([0, 1, 2, 3, 4].map((attempt) => pauseBefore(attempt, broken))).toEqual([
    250,
    500,
    1000,
    2000,
    undefined,
  ]);
  const busy = failure('server-error', { status: 429, retryAfter: 1 });
  expect([0, 3, 9, 10].map((attempt) => pauseBefore(attempt, busy))).toEqual([
    1000,
    2000,
    2000,
    undefined,
  ]);
  expect(pauseBefore(9, failure('server-error', { status: 503 }))).toBe(2000);
  expect(pauseBefore(4, failure('server-error', { status: 500 }))).toBeUndefined();
});

test('what is waited for is told', () => {
  const say = (details: object) =>
    waitText({ ok: false, error: clusterError('server-error', '', details) });
  expect(say({})).toBe('the connection broke; asking again');
  expect(say({ status: 500 })).toBe('the API server failed; asking again');
  expect(say({ status: 503 })).toBe('the API server is busy; asking again');
  expect(say({ status: 429, retryAfter: 7 })).toBe('the API server is busy; asking again in 7 s');
});

const request = (more: Partial<ApiRequest> = {}): ApiRequest => ({
  ...{ method: 'GET', path: '/', verb: 'get', resource: 'pods', repeatable: true, ...more },
});
const good: ApiResult = { ok: true, value: { status: 200, body: '', warnings: [] } };
const busy: ApiResult = fail('server-error', 'busy', { status: 503 });

/** A connection that gives these answers, the last one for ever. */
function answering(answers: ApiResult[], onWait?: (text: string) => void) {
  let asked = 0;
  const connection = patient(
    {
      ...{ server: '', requestTimeout: 0, tryLoginAgain: () => undefined },
      ...{ retire: () => undefined, close: () => undefined },
      stream: () => Promise.resolve(fail('invalid', 'no stream')),
      socket: () => Promise.resolve(fail('invalid', 'no socket')),
      request: () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)] ?? good),
    },
    onWait,
  );
  return { connection, asked: () => asked };
}

test('a request is sent again until its failure has passed, and a person is told', async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const { connection, asked } = answering([busy, busy, good], (text) => told.push(text));
  const answer = connection.request(request());
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(await answer).toBe(good);
  expect(asked()).toBe(3);
  expect(told).toEqual([
    'the API server is busy; asking again',
    'the API server is busy; asking again',
  ]);
});

test('what may not be repeated, or does not pass, is asked once', async () => {
  for (const [answers, more] of [
    [[busy, good], { repeatable: false }],
    [[fail('invalid', 'no', { status: 422 }), good], {}],
  ] as const) {
    const { connection, asked } = answering([...answers]);
    expect(await connection.request(request(more))).toBe(answers[0]);
    expect(asked()).toBe(1);
  }
});

test('where one has waited in vain the next is asked once, until the server answers again', async () => {
  vi.useFakeTimers();
  const answers: ApiResult[] = Array.from({ length: 12 }, () => busy);
  const { connection, asked } = answering([...answers, good, busy, good]);
  const first = connection.request(request());
  await vi.runAllTimersAsync();
  expect([await first, asked()]).toEqual([busy, 11]);
  expect([await connection.request(request()), asked()]).toEqual([busy, 12]);
  expect([await connection.request(request()), asked()]).toEqual([good, 13]);
  const last = connection.request(request());
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect([await last, asked()]).toEqual([good, 15]);
});

test('a server that wants more patience than there is is not waited for', async () => {
  const { connection, asked } = answering([
    fail('server-error', '', { status: 429, retryAfter: 61 }),
    good,
  ]);
  expect((await connection.request(request())).ok).toBe(false);
  expect(asked()).toBe(1);
});

test('who stops while waiting is not answered any more', async () => {
  const stop = new AbortController();
  const { connection, asked } = answering([busy, good], () => stop.abort());
  expect(await connection.request(request({ signal: stop.signal }))).toMatchObject({
    error: { code: 'cancelled' },
  });
  expect(asked()).toBe(1);
});

test('an answer that takes long is told with what it is about', async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  let answer: (result: ApiResult) => void = () => undefined;
  const connection = patient(
    { ...answering([]).connection, request: () => new Promise((done) => (answer = done)) },
    (text) => told.push(text),
  );
  const waiting = connection.request(request({ kind: 'Pod', name: 'a', asksWebhooks: true }));
  await vi.advanceTimersByTimeAsync(4999);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  answer(good);
  await waiting;
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(told).toEqual([
    'waiting for the API server to answer about Pod a; its webhooks may take 30 s each',
  ]);
});
