/** What goes to and fro between us and containers: see `Streams` of streamsApi.ts. All of it ends with the session. */
import type { Disposable } from '../api.ts';
import type { ResourceContext } from '../requests/resources.ts';
import type { Streams } from '../streamsApi.ts';
import { runningContainers } from './containers.ts';
import { copyFrom } from './copyFrom.ts';
import { copyTo } from './copyTo.ts';
import { openExec } from './exec.ts';
import { openForward } from './forward.ts';
import { offeredPorts } from './podBehind.ts';
import { connectToPod } from './portForward.ts';
import { openShell } from './shell.ts';

export function createStreams(context: ResourceContext): Streams & Disposable {
  const { connection } = context;
  const closed = new AbortController();
  /** A connection that is no longer one of HTTP is none that the session knows: its signal ends it. */
  const ending = <T extends { readonly signal?: AbortSignal }>(options: T) => ({
    ...options,
    signal: options.signal ? AbortSignal.any([options.signal, closed.signal]) : closed.signal,
  });
  return {
    // The user asks for all of this, so logging in is tried anew.
    exec(where, options) {
      connection.tryLoginAgain();
      return openExec(connection, where, ending(options));
    },
    shell(where, options) {
      connection.tryLoginAgain();
      return openShell(connection, where, ending(options));
    },
    containers: (pod, signal) => runningContainers(context, pod, signal),
    copyFrom(where, options) {
      connection.tryLoginAgain();
      return copyFrom(connection, where, ending(options));
    },
    copyTo(where, options) {
      connection.tryLoginAgain();
      return copyTo(connection, where, ending(options));
    },
    ports: (ref, signal) => offeredPorts(context, ref, signal),
    forward(ref, options, signal) {
      connection.tryLoginAgain();
      // The signal is for the beginning; what has begun lives as long as the session.
      const beginning = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal;
      return openForward(context, ref, { ...options, beginning, signal: closed.signal });
    },
    connect: (pod, port, options) => connectToPod(connection, { pod, port }, ending(options)),
    dispose: () => closed.abort(),
  };
}
