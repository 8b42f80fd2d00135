import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Outage } from './outage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;

/** Somebody who asks in vain again and again, and when. */
function asking(outage: Outage, signal = never) {
  const start = Date.now();
  const times: number[] = [];
  const go = async () => {
    for (;;) {
      await outage.wait(signal);
      if (signal.aborted) return;
      times.push(Date.now() - start);
    }
  };
  void go();
  return times;
}

test('pauses grow to three seconds, and to fifteen after minutes', async () => {
  const times = asking(new Outage());
  await vi.advanceTimersByTimeAsync(13_000);
  expect(times).toEqual([250, 750, 1750, 3750, 6750, 9750, 12_750]);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  const before = times.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times.length - before).toBe(4);
});

test('many who wait ask no more often than one, each in its turn', async () => {
  const outage = new Outage();
  const all = Array.from({ length: 5 }, () => asking(outage));
  await vi.advanceTimersByTimeAsync(60_000);
  const times = all.flat().sort((a, b) => a - b);
  expect(times).toEqual([
    250,
    750,
    1750,
    ...Array.from({ length: 19 }, (_, at) => 3750 + at * 3000),
  ]);
  expect(Math.min(...all.map(({ length }) => length))).toBeGreaterThan(2);
});

test('an answer to one lets all the others go, and the next pause is short again', async () => {
  const outage = new Outage();
  const stop = new AbortController();
  const all = Array.from({ length: 5 }, () => asking(outage, stop.signal));
  await vi.advanceTimersByTimeAsync(10_000);
  const before = all.flat().length;
  outage.answered();
  await Promise.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(all.flat().length - before).toBe(5);
  await vi.advanceTimersByTimeAsync(250);
  expect(all.flat().length - before).toBe(6);
});

test('the server says how long to wait at least, and a signal ends the waiting', async () => {
  const outage = new Outage();
  const stop = new AbortController();
  const done = vi.fn();
  void outage.wait(never, 5000).then(done);
  await vi.advanceTimersByTimeAsync(4999);
  expect(done).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toHaveBeenCalledTimes(1);
  void outage.wait(stop.signal, 60_000).then(done);
  stop.abort();
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
