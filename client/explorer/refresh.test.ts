import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefresh } from './refresh.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counted(run: () => Promise<boolean>) {
  const rounds = vi.fn(run);
  const failed = vi.fn();
  return { rounds, failed, refresh: createRefresh({ run: rounds, failed }) };
}

test('nothing is read before somebody looks', async () => {
  const { rounds } = counted(() => Promise.resolve(true));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(rounds).not.toHaveBeenCalled();
});

test('open lists are read every five seconds, and no more once the view is hidden', async () => {
  const { rounds, refresh } = counted(() => Promise.resolve(true));
  refresh.setActive(true);
  await vi.advanceTimersByTimeAsync(15_500);
  expect(rounds).toHaveBeenCalledTimes(3);
  refresh.setActive(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(rounds).toHaveBeenCalledTimes(3);
});

test('a cluster that does not answer is asked less often, and at pace again when it does', async () => {
  let answers = false;
  const { rounds, refresh } = counted(() => Promise.resolve(answers));
  refresh.setActive(true);
  await vi.advanceTimersByTimeAsync(5000 + 10_000 + 20_000 + 20_000);
  expect(rounds).toHaveBeenCalledTimes(4);
  answers = true;
  await vi.advanceTimersByTimeAsync(20_000 + 5000);
  expect(rounds).toHaveBeenCalledTimes(6);
  refresh.dispose();
});

test('a round that outlives the view does not start another one', async () => {
  let finish: ((didAnswer: boolean) => void) | undefined;
  const { rounds, refresh } = counted(() => new Promise((resolve) => (finish = resolve)));
  refresh.setActive(true);
  await vi.advanceTimersByTimeAsync(5000);
  refresh.setActive(false);
  finish?.(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(rounds).toHaveBeenCalledTimes(1);
});

test('an exception is reported and does not end the rounds', async () => {
  const { rounds, failed, refresh } = counted(() => Promise.reject(new Error('bug')));
  refresh.setActive(true);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(failed).toHaveBeenCalled();
  expect(rounds).toHaveBeenCalledTimes(2);
  refresh.dispose();
});
