import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { errorMessage, errorWithPlace } from './errorWords.ts';

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test.each([
  () => JSON.parse('hunter2-secret'),
  () => new RegExp(`hunter2-secret[`),
  () => {
    const [error] = parseDocument('password: "hunter2-secret').errors;
    throw error ?? new Error('the text is whole');
  },
])('what a parser quotes of its input is not repeated', (run) => {
  const error = thrownBy(run);
  expect(errorMessage(error)).not.toContain('hunter2');
  expect(errorWithPlace(error)).not.toContain('hunter2');
  expect(errorWithPlace(error)).toMatch(/\n\s+at /);
});

test('other faults say what and where', () => {
  expect(errorMessage(new Error('no such file'))).toBe('no such file');
  expect(errorWithPlace(new TypeError('x is undefined'))).toMatch(
    /^TypeError: x is undefined\n\s+at /,
  );
  expect(errorMessage('closed')).toBe('closed');
});
