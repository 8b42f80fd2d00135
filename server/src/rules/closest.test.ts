import { expect, test } from 'vitest';
import { closest } from './closest.ts';

test('a name one slip away is found', () => {
  expect(closest('dta', ['html', 'data'])).toBe('data');
  expect(closest('confgi', ['config', 'data'])).toBe('config');
});

test('other words are not', () => {
  expect(closest('logs', ['data'])).toBeUndefined();
  expect(closest('no-such-volume', ['data', 'config'])).toBeUndefined();
});
