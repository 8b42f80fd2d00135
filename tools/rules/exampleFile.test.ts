import { expect, test } from 'vitest';
import { readBody, readExamples, withMarks, writeExamples } from './exampleFile.ts';

const file = `# bad: two of a name
a: 1
#^ error[one]: of the first column
b:
  - c: 1
#      ^ warning[two]: behind a key
---
# fixed: Remove it
b: 1
---
# good
b: 1
`;

test('a file is read into its examples and written as it was', () => {
  const examples = readExamples(file);
  expect(examples.map(({ kind, title }) => [kind, title])).toEqual([
    ['bad', 'two of a name'],
    ['fixed', 'Remove it'],
    ['good', ''],
  ]);
  expect(writeExamples(examples)).toBe(file);
});

test('an example without its word is no example', () => {
  expect(() => readExamples('a: 1\n')).toThrow('"a: 1" is none of');
});

test('marks are taken out of the text, and written back to the same places', () => {
  const body = readExamples(file)[0]?.body ?? '';
  const { text, marks } = readBody(body);
  expect(text).toBe('a: 1\nb:\n  - c: 1\n');
  expect(marks).toEqual([
    { line: 0, start: 0, end: 2, words: 'error[one]: of the first column' },
    { line: 2, start: 7, end: 8, words: 'warning[two]: behind a key' },
  ]);
  expect(withMarks(body, marks)).toBe(body);
  expect(withMarks(body, [])).toBe(text);
});

test('a line is repeated with numbers, and marks behind it keep their lines', () => {
  const body = 'a:\n  # repeat 3\n  b{n}: 1\nc: 2\n#  ^ error[one]: last\n';
  const { text, marks } = readBody(body);
  expect(text).toBe('a:\n  b1: 1\n  b2: 1\n  b3: 1\nc: 2\n');
  expect(marks).toEqual([{ line: 4, start: 3, end: 4, words: 'error[one]: last' }]);
  expect(withMarks(body, marks)).toBe(body);
});

test('blanks at the end of a line stay', () => {
  expect(readExamples('# good\na: b\u00a0\n')[0]?.body).toBe('a: b\u00a0\n');
});
