import { expect, onTestFinished, test, vi } from 'vitest';
import { fastClock } from '../../test/harness/fastClock.ts';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ClusterErrorCode, LogRequest, ResourceRef } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ApiRequest } from '../http/request.ts';
import type { JsonObject } from '../values.ts';
import { createContainerLogs, mostFollowed } from './followLogs.ts';

const ref: ResourceRef = { apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: 'ns' };
const running = (restartCount = 0) => ({ restartCount, state: { running: {} } });
const waiting = (reason: string, restartCount = 0) => ({
  ...{ restartCount, state: { waiting: { reason } } },
});
const ended = (restartCount = 0) => ({
  ...{ restartCount, state: { terminated: { reason: 'Completed', exitCode: 0 } } },
});

/** A pod with these containers, as they stand. */
const pod = (name: string, containers: JsonObject, more: JsonObject = {}): JsonObject => ({
  kind: 'Pod',
  metadata: { name, labels: { app: 'web' } },
  spec: { containers: Object.keys(containers).map((one) => ({ name: one })), ...more },
  status: {
    phase: more.phase ?? 'Running',
    containerStatuses: Object.entries(containers).map(([one, state]) => ({
      ...{ name: one },
      ...(state as object),
    })),
  },
});

/** What one request for a log gets: lines, and how it ends then. `open`: not before somebody ends it. */
interface Run {
  readonly lines?: readonly string[];
  readonly then?: 'open' | 'ended' | ClusterErrorCode;
  /** Happens before the end. */
  readonly meanwhile?: () => void;
}

function following(
  objects: readonly JsonObject[],
  runs: readonly Run[],
  request: Partial<LogRequest> = {},
) {
  const cluster = memoryCluster(...objects);
  const asked: URLSearchParams[] = [];
  const left = [...runs];
  const stream = ({ path, signal }: ApiRequest) => {
    asked.push(new URL(path, 'http://x').searchParams);
    const { lines = [], then = 'open', meanwhile } = left.shift() ?? {};
    if (then !== 'open' && then !== 'ended') return Promise.resolve(fail(then, 'not now'));
    const read = async (take: (line: string) => void | Promise<void>) => {
      for (const line of lines) await take(line);
      meanwhile?.();
      if (then === 'ended') return 'ended' as const;
      await new Promise((done) => {
        if (signal?.aborted) done(undefined);
        signal?.addEventListener('abort', done);
      });
      return 'cancelled' as const;
    };
    return Promise.resolve({ ok: true as const, value: { read } });
  };
  const { watches } = cluster;
  const context = { ...cluster.context, connection: { ...cluster.context.connection, stream } };
  const told: string[] = [];
  const logs = createContainerLogs({ context, watches, pauses: { endedMs: 20 } });
  const log = logs.follow(
    { ref, ...request },
    {
      line: ({ source, text }) => void told.push(`${source.pod}/${source.container}: ${text}`),
      note: ({ source, kind, reason, error }) =>
        void told.push(
          [source && `${source.pod}/${source.container}`, kind, reason, error?.code]
            .filter(Boolean)
            .join(' '),
        ),
      ended: () => void told.push('end'),
    },
  );
  onTestFinished(() => log.dispose());
  const until = (...wanted: string[]) => vi.waitFor(() => expect(told).toEqual(wanted), 10_000);
  return { cluster, asked, told, log, logs, until };
}

const at = (second: number, text: string) => `2026-01-01T00:00:0${second}Z ${text}`;

test('a log is read from its end on, and a pod that is over ends it', async () => {
  const { asked, until } = following(
    [pod('a', { main: ended() }, { phase: 'Succeeded' })],
    [{ lines: [at(1, 'one'), 'no time'], then: 'ended' }],
    { tailLines: 5, sinceSeconds: 60 },
  );
  await until('a/main began', 'a/main: one', 'a/main: no time', 'a/main over Completed', 'end');
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({
    ...{
      container: 'main',
      timestamps: 'true',
      follow: 'true',
      tailLines: '5',
      sinceSeconds: '60',
    },
  });
});

test('a log that breaks is taken up from its last second, without what was read', async () => {
  fastClock(1000);
  const { asked, until } = following(
    [pod('a', { main: running() })],
    [
      { lines: [at(1, 'one'), at(2, 'two')], then: 'ended' },
      { then: 'unreachable' },
      { lines: [at(2, 'two'), at(3, 'three')] },
    ],
    { tailLines: 5 },
  );
  await until(
    ...['a/main began', 'a/main: one', 'a/main: two'],
    ...['a/main lost unreachable', 'a/main: three'],
  );
  expect(asked[1]?.get('tailLines')).toBeNull();
  expect(asked[2]?.get('sinceTime')).toBe('2026-01-01T00:00:02.000Z');
});

test('a container that waits is waited for with its reason, told once; its restart is told', async () => {
  fastClock(1000);
  const { cluster, until } = following(
    [pod('a', { main: waiting('ContainerCreating') })],
    [{ lines: [at(1, 'one')], then: 'ended' }, { lines: [at(2, 'two')] }],
  );
  const first = ['a/main waiting ContainerCreating'];
  await until(...first);
  cluster.put(pod('a', { main: waiting('ContainerCreating') }));
  await until(...first);
  cluster.put(pod('a', { main: running() }));
  await until(...first, 'a/main began', 'a/main: one', 'a/main: two');
});

test('a restart that is known when the log has ended is told between the two', async () => {
  const restart: { happens?: () => void } = {};
  const { cluster, until } = following(
    [pod('a', { main: running() })],
    [
      { lines: [at(1, 'one')], then: 'ended', meanwhile: () => restart.happens?.() },
      { lines: [at(2, 'two')] },
    ],
  );
  restart.happens = () => cluster.put(pod('a', { main: running(1) }));
  await until('a/main began', 'a/main: one', 'a/main restarted', 'a/main: two');
});

test('what cannot be had is told and asked for no more', async () => {
  const refused = following([pod('a', { main: running() })], [{ then: 'forbidden' }]);
  await refused.until('a/main began', 'a/main refused forbidden', 'end');
  const gone = following([pod('a', { main: running() })], [{ then: 'not-found' }]);
  await gone.until('a/main began', 'a/main over Deleted', 'end');
  expect(refused.asked).toHaveLength(1);
});

test('of the run before there is one log, or none', async () => {
  const { asked, until } = following(
    [pod('a', { main: running(2) })],
    [{ lines: [at(1, 'old')], then: 'ended' }],
    { isPrevious: true },
  );
  await until('a/main began', 'a/main: old', 'a/main over', 'end');
  expect(asked[0]?.get('previous')).toBe('true');
  expect(asked[0]?.get('follow')).toBeNull();
  const never = following([pod('a', { main: running(0) })], [], { isPrevious: true });
  await never.until('a/main none', 'end');
  const lost = following([pod('a', { main: running(1) })], [{ then: 'invalid' }], {
    isPrevious: true,
  });
  await lost.until('a/main began', 'a/main refused invalid', 'end');
});

test('all pods of an object are followed, one that comes later from its beginning; of one container where it is named', async () => {
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'ns' };
  const deployment = {
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } } },
  };
  const { cluster, asked, told } = following(
    [deployment, pod('a', { main: running(), side: running() })],
    [{ lines: [at(1, 'one')] }, { lines: [at(2, 'two')] }],
    { ref: web, container: 'main', tailLines: 5 },
  );
  await vi.waitFor(() => expect(told).toEqual(['a/main began', 'a/main: one']));
  cluster.put(pod('b', { main: running(), side: running() }));
  await vi.waitFor(() => expect(told.slice(2)).toEqual(['b/main began', 'b/main: two']));
  expect(asked.map((query) => query.get('tailLines'))).toEqual(['5', null]);
});

test('fifty containers are followed, and that there are more is told once', async () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, running()]));
  const most = following([pod('a', many(mostFollowed))], []);
  await vi.waitFor(() => expect(most.asked).toHaveLength(50));
  expect(most.told).not.toContain('limit');
  const more = following([pod('a', many(mostFollowed + 2))], []);
  await vi.waitFor(() => expect(more.asked).toHaveLength(50));
  more.cluster.put(pod('a', many(mostFollowed + 3)));
  await vi.waitFor(() => expect(more.told.filter((line) => line === 'limit')).toHaveLength(1));
  expect(more.asked).toHaveLength(50);
});

test('a pod that is gone has a while for its last lines; who stops hears nothing more', async () => {
  fastClock(100);
  const { cluster, until } = following(
    [pod('a', { main: running() })],
    [{ lines: [at(1, 'one')] }],
  );
  await until('a/main began', 'a/main: one');
  cluster.remove('Pod', 'a');
  await until('a/main began', 'a/main: one', 'none', 'a/main over Deleted');
  const stopped = following([pod('a', { main: running() })], [{ lines: [at(1, 'one')] }]);
  await stopped.until('a/main began', 'a/main: one');
  stopped.log.dispose();
  stopped.cluster.remove('Pod', 'a');
  await new Promise((done) => setTimeout(done, 5000));
  expect(stopped.told).toEqual(['a/main began', 'a/main: one']);
});

test('what has no pods, and pods that are not known, are told', async () => {
  const map = { kind: 'ConfigMap', metadata: { name: 'x' } };
  const none = following([map], [], { ref: { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' } });
  await none.until('none', 'end');
  const gone = following([], [], { ref: { apiVersion: 'v1', kind: 'Service', name: 'x' } });
  await gone.until('refused not-found', 'end');
  await following([], []).until('none');
});

test('the containers of an object are told, each once', async () => {
  const { logs } = following(
    [pod('a', { main: running(), side: running() }), pod('b', { main: running() })],
    [],
  );
  expect(await logs.containers(ref)).toEqual({ ok: true, value: ['main', 'side'] });
  const map = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' };
  expect(await logs.containers(map)).toEqual({ ok: true, value: [] });
});
