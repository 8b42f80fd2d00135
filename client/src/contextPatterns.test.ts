import { expect, test } from 'vitest';
import { matchesAnyPattern } from './contextPatterns.ts';

test('stars and question marks stand for characters, everything else for itself', () => {
  expect(matchesAnyPattern('eu-prod-1', ['*prod*'])).toBe(true);
  expect(matchesAnyPattern('prod1', ['prod?'])).toBe(true);
  expect(matchesAnyPattern('a.b', ['a.b'])).toBe(true);
});

test('the whole name counts and case does not', () => {
  expect(matchesAnyPattern('eu-prod-1', ['prod'])).toBe(false);
  expect(matchesAnyPattern('PROD', ['prod'])).toBe(true);
  expect(matchesAnyPattern('axb', ['a.b'])).toBe(false);
  expect(matchesAnyPattern('anything', [])).toBe(false);
});

test('names with slashes and colons, as clouds make them, match too', () => {
  expect(matchesAnyPattern('arn:aws:eks:eu:1:cluster/prod', ['*/prod'])).toBe(true);
});
