import { setTimeout as delay } from 'node:timers/promises';
import type { ChildProgram } from './childProgram.ts';

export interface Waiting {
  timeoutMs?: number;
  intervalMs?: number;
  /** Programs that it depends on. */
  children?: ReadonlyMap<string, ChildProgram>;
  /** Ends the waiting: it rejects then. */
  signal?: AbortSignal | undefined;
}

/**
 * Polls until `check` holds. A check that rejects counts as "not yet" (a server that is still starting).
 * @throws when the time is over, or at once when one of the programs it depends on has ended: with the end of its log.
 */
export async function waitUntil(
  what: string,
  check: () => boolean | Promise<boolean>,
  options: Waiting = {},
): Promise<void> {
  const {
    timeoutMs = 60_000,
    intervalMs = 50,
    children = new Map<string, ChildProgram>(),
    signal,
  } = options;
  const deadline = Date.now() + timeoutMs;
  let lastProblem = '';
  for (;;) {
    try {
      if (await check()) return;
    } catch (error) {
      lastProblem = ` (${String(error)})`;
    }
    for (const child of children.values()) {
      if (child.isRunning()) continue;
      throw new Error(
        `Waited for ${what}, but ${child.name} ended (${child.state()}). Last lines of its log:\n${child.logTail()}`,
      );
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${String(timeoutMs / 1000)} s in vain for ${what}${lastProblem}`);
    }
    await delay(intervalMs, undefined, { signal });
  }
}
