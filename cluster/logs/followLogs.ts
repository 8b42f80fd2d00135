/** The logs of all containers of an object: those of its pods as they come and go, each followed by itself. */
import { errorMessage } from '../../shared/errorWords.ts';
import type {
  ContainerLogs,
  Disposable,
  LogRequest,
  ResourceRef,
  Result,
  WatchQuery,
} from '../api.ts';
import { clusterError } from '../errors/errors.ts';
import { podsBehind } from '../explore/podsBehind.ts';
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { LogSink, LogSource } from '../logApi.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import type { HeldObjectsLease } from '../watch/heldObjects.ts';
import type { Watches } from '../watch/watches.ts';
import { defaultPauses, followContainer } from './followContainer.ts';
import type { LogPauses, PodNews } from './followContainer.ts';
import { containersOf, isPodOver } from './podContainers.ts';

/** Each is a connection of its own. */
export const mostFollowed = 50;

export interface LogParts {
  readonly context: ResourceContext;
  readonly watches: Pick<Watches, 'objects'>;
  readonly pauses?: Partial<LogPauses>;
}

export function createContainerLogs(parts: LogParts): ContainerLogs {
  return {
    containers: (ref, signal) => readContainers(parts.context, ref, signal),
    follow: (request, sink) => followLogs(parts, request, sink),
  };
}

async function readContainers(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const query = await podsBehind(context, ref, signal);
  if (!query.ok) return query;
  if (!query.value) return { ok: true, value: [] };
  const pods = await listAll(context, query.value, { ...query.value, ...(signal && { signal }) });
  if (!pods.ok) return pods;
  return { ok: true, value: [...new Set(pods.value.flatMap(containersOf))] };
}

function followLogs(
  { context, watches, pauses }: LogParts,
  request: LogRequest,
  sink: LogSink,
): Disposable {
  const stop = new AbortController();
  const { signal } = stop;
  const told: LogSink = {
    line: (line) => (signal.aborted ? undefined : sink.line(line)),
    note: (note) => (signal.aborted ? undefined : sink.note(note)),
    ended: () => (signal.aborted ? undefined : sink.ended()),
  };
  const begin = async () => {
    const query = await podsBehind(context, request.ref, signal);
    if (signal.aborted) return;
    if (query.ok && query.value) {
      const following = new Following({
        context,
        request,
        sink: told,
        query: query.value,
        signal,
        pauses: { ...defaultPauses, ...pauses },
      });
      following.begin(watches);
      return;
    }
    told.note(query.ok ? { kind: 'none' } : { kind: 'refused', error: query.error });
    told.ended();
  };
  begin().catch((error: unknown) => {
    const message = `Unexpected failure while following logs: ${errorMessage(error)}`;
    told.note({ kind: 'refused', error: clusterError('server-error', message) });
    told.ended();
  });
  return { dispose: () => stop.abort() };
}

interface FollowingParts {
  readonly context: ResourceContext;
  readonly request: LogRequest;
  readonly sink: LogSink;
  readonly query: WatchQuery;
  readonly signal: AbortSignal;
  readonly pauses: LogPauses;
}

interface Followed {
  readonly uid: string;
  /** Aborts a while after the pod has gone. */
  readonly gone: AbortController;
  isLeaving: boolean;
  /** Nothing more comes of it. */
  isOver: boolean;
}

class Following {
  readonly #parts: FollowingParts;
  /** By pod and container. */
  readonly #followed = new Map<string, Followed>();
  readonly #waiting = new Set<() => void>();
  #pods: ReadonlyMap<string, JsonObject> = new Map();
  #lease: HeldObjectsLease | undefined;
  #again = new AbortController();
  #isLost = false;
  /** The pods that were there at the beginning are known. */
  #isBegun = false;
  #isLimitTold = false;
  #isNoneTold = false;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
  }

  begin(watches: Pick<Watches, 'objects'>): void {
    const lease = watches.objects(this.#parts.query, () => this.#look());
    this.#lease = lease;
    this.#parts.signal.addEventListener('abort', () => lease.dispose(), { once: true });
  }

  /** The pods, or how their list stands, have changed. */
  #look(): void {
    const { signal, sink } = this.#parts;
    const lease = this.#lease;
    if (!lease || signal.aborted) return;
    const { state, error } = lease.status;
    if (state === 'refused' && error) {
      sink.note({ kind: 'refused', error });
      this.#end();
      return;
    }
    this.#answers(state !== 'stale');
    this.#pods = new Map(lease.objects().map((pod) => [uidOf(pod), pod]));
    this.#forgetGone();
    const isOver = (pod: JsonObject) => Number(isPodOver(pod));
    const wanted = [...this.#pods.values()].sort((one, other) => isOver(one) - isOver(other));
    for (const pod of wanted) this.#follow(pod);
    if (state === 'reading') return;
    this.#isBegun = true;
    if (this.#pods.size === 0 && !this.#isNoneTold) sink.note({ kind: 'none' });
    this.#isNoneTold = this.#pods.size === 0;
    for (const go of [...this.#waiting]) go();
  }

  #forgetGone(): void {
    for (const [key, entry] of this.#followed) {
      if (this.#pods.has(entry.uid)) continue;
      if (entry.isOver) this.#followed.delete(key);
      else if (!entry.isLeaving) this.#leave(entry);
    }
  }

  /** A node may hold a log open whose pod is gone. */
  #leave(entry: Followed): void {
    const { pauses, signal } = this.#parts;
    entry.isLeaving = true;
    void pauseUnlessAborted(pauses.goneMs, signal).then(() => entry.gone.abort());
  }

  /** Connections of before an outage may be dead without a sign of it. */
  #answers(isAnswering: boolean): void {
    if (this.#isLost && isAnswering) {
      const before = this.#again;
      this.#again = new AbortController();
      before.abort();
    }
    this.#isLost = !isAnswering;
  }

  #follow(pod: JsonObject): void {
    const { request, sink } = this.#parts;
    for (const container of containersOf(pod)) {
      const key = `${uidOf(pod)}/${container}`;
      if (this.#followed.has(key)) continue;
      if (request.container !== undefined && container !== request.container) continue;
      if (this.#followed.size >= mostFollowed) {
        if (!this.#isLimitTold) sink.note({ kind: 'limit' });
        this.#isLimitTold = true;
        return;
      }
      this.#start(key, pod, container);
    }
  }

  #start(key: string, pod: JsonObject, container: string): void {
    const { context, request, sink, query, signal, pauses } = this.#parts;
    const uid = uidOf(pod);
    const entry: Followed = { uid, gone: new AbortController(), isLeaving: false, isOver: false };
    this.#followed.set(key, entry);
    const role = query.roleLabel && textAt(pod, 'metadata', 'labels', query.roleLabel);
    const source: LogSource = {
      ...{ pod: textAt(pod, 'metadata', 'name') ?? '', container },
      ...(role && { role }),
    };
    const namespace = textAt(pod, 'metadata', 'namespace') ?? query.namespace ?? '';
    const { connection } = context;
    const follower = {
      connection,
      namespace,
      source,
      request,
      sink,
      pauses,
      isLate: this.#isBegun,
      news: this.#newsOf(entry),
    };
    followContainer(follower, signal)
      .catch((error: unknown) => {
        const message = `Unexpected failure while reading the log: ${errorMessage(error)}`;
        sink.note({ source, kind: 'refused', error: clusterError('server-error', message) });
      })
      .finally(() => {
        entry.isOver = true;
        if (this.#isAllOver()) this.#end();
      });
  }

  #newsOf({ uid, gone }: Followed): PodNews {
    return {
      pod: () => this.#pods.get(uid),
      again: () => this.#again.signal,
      gone: () => gone.signal,
      changed: async (limitMs, signal) => {
        const change = new AbortController();
        const go = () => change.abort();
        this.#waiting.add(go);
        await pauseUnlessAborted(limitMs, AbortSignal.any([signal, change.signal]));
        this.#waiting.delete(go);
      },
    };
  }

  /** A pod that has ended is not started again, and what was written before is whole; other objects get new pods. */
  #isAllOver(): boolean {
    const { request } = this.#parts;
    const isFinal = request.isPrevious === true || request.ref.kind === 'Pod';
    return (
      isFinal && this.#pods.size > 0 && [...this.#followed.values()].every(({ isOver }) => isOver)
    );
  }

  #end(): void {
    this.#lease?.dispose();
    this.#parts.sink.ended();
  }
}

function uidOf(pod: JsonObject): string {
  return textAt(pod, 'metadata', 'uid') ?? textAt(pod, 'metadata', 'name') ?? '';
}
