import { expect, test } from 'vitest';
import { PatternBudget } from './patternBudget.ts';
import { Patterns } from './patterns.ts';

function patterns(): { all: Patterns; told: string[] } {
  const all = new Patterns();
  const told: string[] = [];
  all.didSkip.on(({ pattern, problem, whose }) => {
    told.push(`${whose}: ${pattern}: ${problem.reason}`);
  });
  return { all, told };
}
const use = (budget = new PatternBudget()) => ({ budget, whose: 'a.yaml' });

test('a pattern is found or not', () => {
  const { all, told } = patterns();
  expect(all.fits('^a+$', 'aaa', use())).toBe(true);
  expect(all.fits('^a+$', 'b', use())).toBe(false);
  expect(told).toEqual([]);
});

test('what RE2 does not take is not checked, and told once for each schema', () => {
  const { all, told } = patterns();
  for (let time = 0; time < 3; time++) expect(all.fits('(?!a)', 'b', use())).toBeUndefined();
  all.fits('(?!a)', 'b', { ...use(), whose: 'b.yaml' });
  expect(told).toEqual([
    'a.yaml: (?!a): invalid or unsupported Perl syntax: `(?!`',
    'b.yaml: (?!a): invalid or unsupported Perl syntax: `(?!`',
  ]);
});

test('a pattern that is too large is never compiled', () => {
  const { all, told } = patterns();
  for (const pattern of ['a{1000}'.repeat(100), 'a'.repeat(5_001), '\\pL'.repeat(10)])
    expect(all.fits(pattern, 'a', use())).toBeUndefined();
  expect(told).toHaveLength(3);
  expect(told[0]).toContain('it is too large to be tried in the editor');
});

test('the work for one document ends, always at the same value', () => {
  const countedUntilOpen = (): number => {
    const { all } = patterns();
    const budget = new PatternBudget(1_000_000);
    let count = 0;
    while (all.fits('^([ab]{1,50}c?)*$', 'ab'.repeat(50), use(budget)) !== undefined) count++;
    return count;
  };
  const count = countedUntilOpen();
  expect(count).toBeGreaterThan(10);
  expect(count).toBeLessThan(1_000);
  expect(countedUntilOpen()).toBe(count);
});

test('a document of many ordinary values is within the budget', () => {
  const { all } = patterns();
  const budget = new PatternBudget();
  for (let at = 0; at < 10_000; at++)
    expect(
      all.fits('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', `name-of-something-${at}`, use(budget)),
    ).toBe(true);
});

test('memory stays within bounds however many patterns there are', () => {
  const { all } = patterns();
  for (let at = 0; at < 3_000; at++) all.fits(`^[ab]*a[ab]{12}${at}?$`, 'ab'.repeat(50), use());
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < 3_000; at++) all.fits(`^[ba]*a[ab]{12}${at}?$`, 'ab'.repeat(50), use());
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
});
