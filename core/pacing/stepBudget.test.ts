import { expect, test } from 'vitest';
import { StepBudget } from './stepBudget.ts';

test('work is counted until the budget is spent, and then it says how far the text was read', () => {
  const budget = new StepBudget(10);
  expect(budget.take(4, 100)).toBe(true);
  expect(budget.take(4, 200)).toBe(true);
  expect(budget.stoppedAt).toBeUndefined();
  expect(budget.take(4, 150)).toBe(true);
  expect(budget.take(1, 300)).toBe(false);
  expect(budget.stoppedAt).toBe(200);
  expect(budget.spent).toBe(12);
});

test('a budget that nobody asked for more is not stopped', () => {
  const budget = new StepBudget(3);
  budget.take(3, 7);
  expect(budget.stoppedAt).toBeUndefined();
});

test('a part has its share of what is left, and its end is the end of the whole', () => {
  const budget = new StepBudget(10);
  budget.take(2, 5);
  const part = budget.part(1 / 2);
  expect(part.limit).toBe(4);
  while (part.take(1, 40 + part.spent));
  budget.close(part, (offset) => offset * 10);
  expect(budget.spent).toBe(6);
  expect(budget.stoppedAt).toBe(430);
});

test('of two parts that stopped the earlier place counts', () => {
  const budget = new StepBudget(100);
  for (const offset of [50, 20, 70]) {
    const part = budget.part(1 / 2);
    while (part.take(10, offset));
    budget.close(part);
  }
  expect(budget.stoppedAt).toBe(20);
});

test('a pause is due after as many steps, not after as many calls', () => {
  const pausesIn = (steps: number, calls: number): number => {
    const budget = new StepBudget(1_000_000);
    let pauses = 0;
    for (let call = 0; call < calls; call++) {
      budget.take(steps, 0);
      if (budget.isPauseDue) pauses++;
    }
    return pauses;
  };
  expect(pausesIn(1, 1000)).toBe(5);
  expect(pausesIn(1000, 10)).toBe(10);
  expect(pausesIn(1, 100)).toBe(0);
});
