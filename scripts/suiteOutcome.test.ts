import { expect, test } from 'vitest';
import { closingLine, describeFailures, describeOutcome, isGood } from './suiteOutcome.ts';
import type { SuiteOutcome } from './suiteOutcome.ts';

const closing = /^\d+ passed, \d+ failed, \d+ skipped$/;
const unit: SuiteOutcome = { name: 'unit', passed: 12, failed: 0, skipped: 0, seconds: 1 };
const broken: SuiteOutcome = {
  name: 'e2e',
  passed: 1,
  failed: 2,
  skipped: 3,
  seconds: 9,
  note: 'x',
};

test('the closing line sums up all suites', () => {
  expect(closingLine([unit, broken])).toBe('13 passed, 2 failed, 3 skipped');
  expect(closingLine([])).toMatch(closing);
});

test("the line of one suite cannot be taken for the closing line, and shows why it didn't run", () => {
  expect(describeOutcome(broken)).not.toMatch(closing);
  expect(describeOutcome(broken)).toContain('-- x');
});

test('a run is good when something passed and nothing failed', () => {
  expect(isGood([unit])).toBe(true);
  expect(isGood([unit, broken])).toBe(false);
  expect(isGood([])).toBe(false);
  expect(isGood([{ ...unit, passed: 0, skipped: 1 }])).toBe(false);
});

test('failures are told again with their suite, and only the beginning of long words', () => {
  const message = Array.from({ length: 40 }, (_, line) => `line ${String(line)}`).join('\n');
  const [told, ...others] = describeFailures({ ...broken, failures: [{ title: 'a', message }] });
  expect(others).toEqual([]);
  expect(told).toMatch(/^FAILED in e2e: a\n {2}line 0\n/);
  expect(told?.split('\n').length).toBeLessThan(10);
  expect(describeFailures(unit)).toEqual([]);
});
