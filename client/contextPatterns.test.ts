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

test('several stars, at the ends and within, take what is between them', () => {
  expect(matchesAnyPattern('eu-prod-1', ['*-*-*'])).toBe(true);
  expect(matchesAnyPattern('eu-prod', ['*-*-*'])).toBe(false);
  expect(matchesAnyPattern('aab', ['*ab'])).toBe(true);
  expect(matchesAnyPattern('', ['*', 'a'])).toBe(true);
  expect(matchesAnyPattern('', ['?'])).toBe(false);
  expect(matchesAnyPattern('a**', ['a**'])).toBe(true);
});

test('a pattern of many stars ends', () => {
  expect(matchesAnyPattern('a'.repeat(1_000), [`${'*a'.repeat(500)}*b`])).toBe(false);
});
