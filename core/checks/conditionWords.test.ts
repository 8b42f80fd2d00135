import { expect, test } from 'vitest';
import { conditionWords } from './conditionWords.ts';

test.each([
  ['self.min <= self.max', '"min" is at most "max"'],
  [
    'duration("0") <= self && self<=duration("5m")',
    '"0" is at most the value and the value is at most "5m"',
  ],
  ['!has(self.a) && !has(self.b.c)', '"a" is not set and "b.c" is not set'],
  ['has(self.a) != has(self.b)', 'one of "a" and "b" is set, and not both'],
  ['has(self.a) == has(self.b)', '"a" and "b" are set together, or none of the two'],
  ["!has(self.a) || self.a == 'x'", '"a" is not set, or "a" is "x"'],
  [
    'size(self.items) < 5 || size(self) > 1.5',
    'the length of "items" is less than 5, or the length of the value is more than 1.5',
  ],
  [
    '(has(self.a) && !has(self.b)) || (!has(self.a) && has(self.b))',
    '"a" is set and "b" is not set, or "a" is not set and "b" is set',
  ],
  [
    '!has(self.min) || self.min <= (has(self.max) ? self.max : 100)',
    '"min" is not set, or "min" is at most "max" (100 where it is not set)',
  ],
  [
    "(self.type in ['Exact','PathPrefix']) ? self.value.startsWith('/') : true",
    '"value" begins with "/" where "type" is "Exact" or "PathPrefix"',
  ],
  ["!self.value.contains('//')", '"value" does not contain "//"'],
  ['self.on != true', '"on" is not true'],
])('%s is said in words', (rule, words) => {
  expect(conditionWords(rule)).toBe(words);
});

test.each([
  'self.all(x, x > 1)',
  '(self.a || self.b) && self.c',
  '(self.a < 1) || (self.b',
  '(has(self.a) ? self.b : 1) < 2',
  "self.a in ['x', self.all()]",
  'self.a + 1 < self.b',
  'has(self.a) < has(self.b)',
  'self.a ? self.b : self.c',
  '',
])('%s is left as it is', (rule) => {
  expect(conditionWords(rule)).toBeUndefined();
});
