import { expect, test } from 'vitest';
import { setImmediate } from 'node:timers/promises';
import { GrowingWidth } from './growingWidth.ts';

/** How many ran at the same time when each item began, where the items in `failing` do not go well. */
async function widths(count: number, failing: readonly number[] = []): Promise<number[]> {
  const growing = new GrowingWidth();
  const seen: number[] = [];
  let running = 0;
  await growing.each([...Array(count).keys()], async (item) => {
    seen[item] = ++running;
    await setImmediate();
    running--;
    return !failing.includes(item);
  });
  expect(running).toBe(0);
  return seen;
}

test('the first goes alone, then one more for each that went well, six at most', async () => {
  const seen = await widths(80);
  expect(seen.slice(0, 5)).toEqual([1, 1, 2, 2, 3]);
  expect(seen.every((width, item) => width <= item + 1)).toBe(true);
  expect(Math.max(...seen)).toBe(6);
});

test('behind a failure the next ones wait for all before them', async () => {
  const seen = await widths(80, [40]);
  const alone = seen.indexOf(1, 41);
  expect(alone).toBeLessThan(50);
  expect(seen.slice(alone, alone + 3)).toEqual([1, 1, 2]);
});

test('each item is worked on once, in its order', async () => {
  const begun: string[] = [];
  await new GrowingWidth().each(['a', 'b', 'c'], async (item) => {
    begun.push(item);
    await setImmediate();
    return true;
  });
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('a fault in the work is handed on', async () => {
  const broken = () => Promise.reject(new Error('broken'));
  await expect(new GrowingWidth().each([1], broken)).rejects.toThrow('broken');
});
