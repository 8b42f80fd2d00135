import { expect, test } from 'vitest';
import { readSetUpErrors } from './setUpErrors.ts';
import { countTests } from './vitestSuite.ts';
import type { VitestReport } from './vitestSuite.ts';

const report = (status: string, ...tests: string[]): VitestReport => ({
  testResults: [{ name: 'a.test.ts', status, assertionResults: tests.map((t) => ({ status: t })) }],
});

test('counts passed, failed and skipped tests', () => {
  const counts = countTests(report('failed', 'passed', 'failed', 'pending', 'todo', 'passed'), 1);
  expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: 2 });
  expect(countTests(report('passed', 'passed'), 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
});

test('what was left out is named', () => {
  const { testResults } = report('passed', 'passed');
  const skipped = { status: 'pending', title: 'the corpus: it is not here' };
  const assertionResults = [{ status: 'passed', title: 'a test' }, skipped];
  const counts = countTests(
    { testResults: [...testResults, { name: 'b', status: 'passed', assertionResults }] },
    0,
  );
  expect(counts).toEqual({
    passed: 2,
    failed: 0,
    skipped: 1,
    note: 'left out: the corpus: it is not here',
  });
});

test('what failed is named, with the words of the failure', () => {
  const failed = {
    status: 'failed',
    fullName: 'claims are checked',
    failureMessages: ['Error: expected 1'],
  };
  const file = { name: '/x/a.test.ts', status: 'failed', assertionResults: [failed] };
  expect(countTests({ testResults: [file] }, 1).failures).toEqual([
    { title: 'a.test.ts: claims are checked', message: 'Error: expected 1' },
  ]);
});

test('a file that did not load is one failure, with its name and reason', () => {
  const [file] = report('failed').testResults;
  const counts = countTests({ testResults: [{ ...file!, message: 'no such module' }] }, 1);
  expect(counts).toMatchObject({ failed: 1 });
  expect(counts.failures).toEqual([{ title: 'a.test.ts', message: 'no such module' }]);
});

test('a file whose set-up failed is one failure, its tests are skipped', () => {
  expect(countTests(report('failed', 'skipped', 'skipped'), 1)).toMatchObject({
    failed: 1,
    skipped: 2,
  });
});

test('why the set-up failed is said', () => {
  const file = {
    ...report('failed', 'skipped').testResults[0]!,
    name: '/x/a.test.ts',
    message: '',
  };
  const errors = readSetUpErrors(
    '{"file":"/x/a.test.ts","message":"no port"}\n{"file":"/x/b.test.ts","message":"not this"}\n',
  );
  expect(countTests({ testResults: [file] }, 1, errors).failures).toEqual([
    { title: '/x/a.test.ts', message: 'no port' },
  ]);
});

test('an error outside of the tests is a failure though every test passed', () => {
  expect(countTests(report('passed', 'passed'), 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('no test at all is a failure, with or without a report', () => {
  expect(countTests({ testResults: [] }, 0)).toMatchObject({ failed: 1, note: 'no test ran' });
  expect(countTests(undefined, 1)).toMatchObject({ failed: 1 });
});
