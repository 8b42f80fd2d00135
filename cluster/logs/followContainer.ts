/** The log of one container for as long as its pod is there: taken up again where it broke, and over the container's restarts. */
import type { ClusterError, LogRequest } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { LogNote, LogSink, LogSource } from '../logApi.ts';
import type { JsonObject } from '../values.ts';
import { openLog } from './openLog.ts';
import { containerState } from './podContainers.ts';
import type { ContainerState } from './podContainers.ts';
import { SeenLines, stampedLine } from './stampedLine.ts';

export interface LogPauses {
  /** A container that waits is asked for again after so long, whatever is told of its pod; in milliseconds. */
  readonly waitingMs: number;
  /** Between a log that ended and the next look at it. */
  readonly endedMs: number;
  /** After so many requests in a row that failed; the last one for all that follow. */
  readonly lostMs: readonly number[];
  /** The last lines of a pod that is gone may take so long to come. */
  readonly goneMs: number;
}

export const defaultPauses: LogPauses = {
  waitingMs: 10_000,
  endedMs: 1000,
  lostMs: [500, 1000, 2000, 5000, 10_000],
  goneMs: 3000,
};

/** What is known of the pod beside its log. */
export interface PodNews {
  /** As it is now; undefined once it is gone. */
  pod(): JsonObject | undefined;
  /** Resolves when a pod has changed, after so many milliseconds, or when the signal aborts. */
  changed(limitMs: number, signal: AbortSignal): Promise<void>;
  /** Aborts when the cluster answers again after it did not: a connection of before may be dead. */
  again(): AbortSignal;
  /** Aborts when the pod has been gone for a while: its log should have ended. */
  gone(): AbortSignal;
}

export interface Follower {
  readonly connection: ClusterConnection;
  readonly namespace: string;
  readonly source: LogSource;
  readonly request: LogRequest;
  readonly news: PodNews;
  readonly sink: LogSink;
  readonly pauses: LogPauses;
  /** The pod came while others were followed: all that it wrote is of interest. */
  readonly isLate: boolean;
}

/** Resolves when nothing more can come, or the signal aborts. */
export async function followContainer(follower: Follower, signal: AbortSignal): Promise<void> {
  const reading: Reading = {
    ...follower,
    seen: new SeenLines(),
    tell: noteOnce(follower),
    lost: 0,
  };
  while (!signal.aborted) {
    const end = await step(reading, signal);
    if (!end) continue;
    reading.tell(end);
    return;
  }
}

/** What is known of a container while it is followed. */
interface Reading extends Follower {
  readonly seen: SeenLines;
  readonly tell: (note: LogNote) => void;
  /** How often it had been started when its log was last asked for. */
  starts?: number;
  /** Requests in a row that failed. */
  lost: number;
}

/** Waits for the container, or reads its log to the end; the last note where nothing more can come. */
async function step(reading: Reading, signal: AbortSignal): Promise<LogNote | undefined> {
  const { news, pauses, tell, request } = reading;
  const state = stateOf(reading);
  if (!state) return gone;
  if (request.isPrevious && state.restarts === 0) return { kind: 'none' };
  if (state.state === 'waiting' && state.restarts === 0) {
    tell({ kind: 'waiting', ...reasonIn(state) });
    await news.changed(pauses.waitingMs, signal);
    return undefined;
  }
  if (reading.starts === undefined) tell({ kind: 'began' });
  else if (state.restarts > reading.starts) tell({ kind: 'restarted' });
  reading.starts = state.restarts;
  const { error } = await readOnce(reading, AbortSignal.any([signal, news.again(), news.gone()]));
  if (error && isLasting(error, request)) {
    return error.code === 'not-found' ? gone : { kind: 'refused', error };
  }
  if (error && error.code !== 'invalid' && error.code !== 'cancelled') {
    tell({ kind: 'lost', error });
    await pauseUnlessAborted(pauses.lostMs[reading.lost] ?? pauses.lostMs.at(-1) ?? 0, signal);
    reading.lost += 1;
    return undefined;
  }
  reading.lost = 0;
  if (request.isPrevious) return { kind: 'over' };
  return afterEnd(reading, signal);
}

const gone: LogNote = { kind: 'over', reason: 'Deleted' };

/** What is told of the pod may be older than the end of the log. */
async function afterEnd(reading: Reading, signal: AbortSignal): Promise<LogNote | undefined> {
  const { news, pauses, tell } = reading;
  if (stateOf(reading)?.state === 'running') await news.changed(pauses.endedMs, signal);
  const state = stateOf(reading);
  if (!state || signal.aborted) return undefined;
  if (state.state === 'over') return { kind: 'over', ...reasonIn(state) };
  if (state.state === 'running' || state.restarts > (reading.starts ?? 0)) return undefined;
  tell({ kind: 'waiting', ...reasonIn(state) });
  await news.changed(pauses.waitingMs, signal);
  return undefined;
}

function stateOf({ news, source }: Follower): ContainerState | undefined {
  const pod = news.pod();
  return pod && containerState(pod, source.container);
}

/** A role that is missing and a pod that is gone: asking again changes nothing. */
function isLasting({ code }: ClusterError, { isPrevious }: LogRequest): boolean {
  if (code === 'invalid') return isPrevious === true;
  return ['forbidden', 'not-found', 'kind-unknown', 'namespace-missing'].includes(code);
}

async function readOnce(
  { connection, namespace, source, request, sink, isLate, seen }: Reading,
  signal: AbortSignal,
): Promise<{ readonly error?: ClusterError }> {
  const { sinceSeconds, tailLines } = request;
  const isFirst = seen.time === undefined;
  seen.takenUpAgain();
  const opened = await openLog(
    connection,
    {
      ...{ namespace, pod: source.pod, container: source.container },
      isPrevious: request.isPrevious ?? false,
      ...(seen.time !== undefined && { sinceTime: seen.time }),
      ...(isFirst && sinceSeconds !== undefined && { sinceSeconds }),
      ...(isFirst && !isLate && tailLines !== undefined && { tailLines }),
    },
    signal,
  );
  if (!opened.ok) return opened;
  await opened.value.read(async (text) => {
    const line = stampedLine(text);
    if (!signal.aborted && seen.isNew(line)) await sink.line({ source, ...line });
  });
  return {};
}

/** The same is not told twice in a row. */
function noteOnce({ sink, source }: Follower): (note: LogNote) => void {
  let last = '';
  return (note) => {
    const text = JSON.stringify([note.kind, note.reason, note.error?.message]);
    if (text === last) return;
    last = text;
    sink.note({ source, ...note });
  };
}

function reasonIn({ reason }: ContainerState): { readonly reason?: string } {
  return reason === undefined ? {} : { reason };
}
