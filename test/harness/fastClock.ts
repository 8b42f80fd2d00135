import { onTestFinished, vi } from 'vitest';

/** Milliseconds between two steps of the clock. */
const everyMs = 5;

/**
 * For the rest of the test pauses and limits pass faster than on the wall, by `stepMs` every five milliseconds. Each step is a
 * turn of the event loop, so that on a machine that is busy the clock waits too: what takes a few turns is never late.
 */
export function fastClock(stepMs = 100): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const clock = setInterval(() => vi.advanceTimersByTime(stepMs), everyMs);
  onTestFinished(() => {
    clearInterval(clock);
    vi.useRealTimers();
  });
}
