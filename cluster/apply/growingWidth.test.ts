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

test('the first four go one by one, then ever more, six at most', async () => {
  const seen = await widths(80);
  expect(seen.slice(0, 4)).toEqual([1, 1, 1, 1]);
  expect(seen.slice(4, 8)).toContain(2);
  expect(Math.max(...seen.slice(0, 8))).toBe(2);
  expect(Math.max(...seen)).toBe(6);
});

test('behind a failure the next ones wait for all before them', async () => {
  const seen = await widths(80, [40]);
  const alone = seen.indexOf(1, 41);
  expect(alone).toBeLessThan(50);
  expect(seen.slice(alone, alone + 4)).toEqual([1, 1, 1, 1]);
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
