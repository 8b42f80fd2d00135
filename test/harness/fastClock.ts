import { onTestFinished, vi } from 'vitest';

/** A step of the clock, and how often there is one, in milliseconds: twenty times as fast as on the wall. */
const stepMs = 100;
const everyMs = 5;

/**
 * For the rest of the test pauses and limits pass faster than on the wall. Each step is a turn of the event loop, so that
 * on a machine that is busy the clock waits too: what takes a few turns is never late.
 */
export function fastClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const clock = setInterval(() => vi.advanceTimersByTime(stepMs), everyMs);
  onTestFinished(() => {
    clearInterval(clock);
    vi.useRealTimers();
  });
}
