import { expect, test } from 'vitest';
import { shortJson } from './shortJson.ts';

test.each([1, 'a "text"', null, [1, [2, {}], []], { a: { b: [true] }, 'c d': null, e: 'x' }])(
  'a short value is its JSON: %j',
  (value) => {
    expect(shortJson(value, 200)).toBe(JSON.stringify(value));
  },
);

test('a long, wide or deep value is cut off', () => {
  expect(shortJson('a'.repeat(500_000), 10)).toBe('"aaaaaaaaa…');
  expect(shortJson(Array(500_000).fill(1), 10)).toBe('[1,1,1,1,1…');
  const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
  expect(shortJson(deep, 10)).toBe('[[[[[[[[[[…');
});
