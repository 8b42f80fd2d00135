/**
 * Aborts at Ctrl-C, at other requests to end, and when the program that started us is gone. Asking twice changes nothing.
 * Keeps us alive until then.
 */
export function stopSignal(): AbortSignal {
  const stopped = new AbortController();
  const stop = () => {
    stopped.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1000);
  return stopped.signal;
}

/** Resolves when the signal has aborted. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
}
