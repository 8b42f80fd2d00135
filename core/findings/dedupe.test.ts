import { expect, test } from 'vitest';
import { dedupe } from './dedupe.ts';
import type { Finding } from './finding.ts';

const found = (code: string, start: number, end = start + 1): Finding => ({
  code,
  severity: 'error',
  span: [start, end],
  message: code,
});

test('a finding goes that another one of the same place supersedes', () => {
  const all = [found('value-range', 0), found('wrong-type', 0), found('value-range', 4)];
  expect(dedupe(all, 'a: 1').map(({ code, span }) => [code, span[0]])).toEqual([
    ['wrong-type', 0],
    ['value-range', 4],
  ]);
});

test('findings come in the order of the text, the shorter one first', () => {
  const all = [found('a', 4), found('b', 0, 3), found('c', 0, 2)];
  expect(dedupe(all, 'a: 1, b').map(({ code }) => code)).toEqual(['c', 'b', 'a']);
});

test.each([
  ['a text of several lines is marked on its first', 'ab  \ncd', [0, 7], [0, 2]],
  ['a text that ends with its line is marked whole', 'ab\ncd', [0, 2], [0, 2]],
  ['a text of one line is marked whole', 'ab cd', [1, 5], [1, 5]],
  ['a blank line leaves the place', '   \nab', [1, 6], [1, 1]],
] as const)('%s', (_name, text, [start, end], expected) => {
  expect(dedupe([found('a', start, end)], text)[0]?.span).toEqual(expected);
});
