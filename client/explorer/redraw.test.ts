import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRedraw } from './redraw.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counted(draw: () => Promise<void> = () => Promise.resolve()) {
  const drawn: string[][] = [];
  const failed = vi.fn();
  const redraw = createRedraw({
    draw(nodeIds) {
      drawn.push([...nodeIds]);
      return draw();
    },
    failed,
  });
  redraw.setVisible(true);
  return { drawn, failed, redraw };
}

test('what changes first is drawn at once, and what comes soon after it together', async () => {
  const { drawn, redraw } = counted();
  redraw.soon('a');
  expect(drawn).toEqual([['a']]);
  for (const id of ['b', 'c', 'b']) redraw.soon(id);
  await vi.advanceTimersByTimeAsync(249);
  expect(drawn).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(drawn).toEqual([['a'], ['b', 'c']]);
});

test('a hundred changes a second are drawn four times a second', async () => {
  const { drawn, redraw } = counted();
  for (let change = 0; change < 1000; change++) {
    redraw.soon('a');
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(drawn.length).toBeLessThanOrEqual(41);
  expect(drawn.length).toBeGreaterThan(30);
});

test('nothing is drawn while it cannot be seen, and all of it once it can', async () => {
  const { drawn, redraw } = counted();
  redraw.setVisible(false);
  for (const id of ['a', 'b', 'a']) redraw.soon(id);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(drawn).toEqual([]);
  redraw.setVisible(true);
  expect(drawn).toEqual([['a', 'b']]);
});

test('one drawing ends before the next begins, also by an exception, which is told', async () => {
  let fail: ((error: Error) => void) | undefined;
  const { drawn, failed, redraw } = counted(() => new Promise((_, reject) => (fail = reject)));
  redraw.soon('a');
  redraw.soon('b');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(drawn).toEqual([['a']]);
  fail?.(new Error('bug'));
  await vi.advanceTimersByTimeAsync(250);
  expect(failed).toHaveBeenCalledTimes(1);
  expect(drawn).toEqual([['a'], ['b']]);
});

test('nothing is drawn after the end', async () => {
  const { drawn, redraw } = counted();
  redraw.soon('a');
  redraw.soon('b');
  redraw.dispose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(drawn).toEqual([['a']]);
});
