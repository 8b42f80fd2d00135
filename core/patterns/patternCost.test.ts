import { expect, test } from 'vitest';
import { patternCost } from './patternCost.ts';
import { compileRe2 } from './re2.ts';

test('the size is never below that of the program, nor far above it', () => {
  const patterns = [
    ...['', 'abc', 'a|b|c', '(a)', '(?:a|b)*', '[a-z]+', 'a{3}', 'a{2,5}', 'a{2,}', '(ab?){2,40}'],
    ...[
      '\\d+\\.\\d+',
      '[]a]{3}',
      '[^]a]',
      '[[:alpha:]x]{2}',
      '[\\]a]{4}',
      '\\p{Greek}{3}',
      '\\x{1F600}{2}',
    ],
    ...[
      '\\Qa{3}(\\E',
      'a{,3}',
      'a{b}',
      '((a{9}){9}){9}',
      '^(([a-z0-9]{1,63}\\.){1,4}[a-z]{2,63})$',
      'a??',
      '(a*)*',
    ],
  ];
  for (const pattern of patterns) {
    const compiled = compileRe2(pattern);
    if (!compiled.ok) throw new Error(compiled.reason);
    const { instructions } = compiled.expression;
    const { size } = patternCost(pattern);
    expect([pattern, size >= instructions - 2]).toEqual([pattern, true]);
    expect([pattern, size <= instructions * 3 + 20]).toEqual([pattern, true]);
  }
});

test('repetitions within repetitions multiply', () => {
  expect(patternCost('((a{100}){100}){100}').size).toBeGreaterThan(1_000_000);
  expect(patternCost('a{1000}'.repeat(100)).size).toBeGreaterThan(100_000);
});

test('what is slow to compile costs more than its text', () => {
  const plain = patternCost('[a-z]').compile;
  expect(patternCost('\\pL').compile).toBeGreaterThan(plain * 100);
  expect(patternCost('[\\p{Greek}]').compile).toBeGreaterThan(plain * 100);
  expect(patternCost('(?i)[a-z]').compile).toBeGreaterThan(plain * 10);
});

test('half-written expressions have a cost too', () => {
  for (const pattern of [
    '[',
    '[^',
    '[a\\',
    '\\',
    '\\Qa',
    '\\p{',
    '(',
    ')',
    '{2}',
    '*',
    'a{99999999999}',
  ])
    expect(patternCost(pattern).size).toBeGreaterThan(0);
});
