import { expect, test } from 'vitest';
import { Slices } from './slices.ts';

test('others get their turn while the work goes on, and short work is not interrupted', async () => {
  let turns = 0;
  let isOver = false;
  const other = (): void => {
    turns++;
    if (!isOver) setImmediate(other);
  };
  setImmediate(other);
  const slices = new Slices();
  for (let step = 0; step < 5; step++) await slices.next();
  expect(turns).toBe(0);
  // On a loaded machine a slice may last; only that the others never get a turn is a fault.
  const giveUpAt = performance.now() + 10_000;
  while (turns <= 3 && performance.now() < giveUpAt) await slices.next();
  isOver = true;
  expect(turns).toBeGreaterThan(3);
});
