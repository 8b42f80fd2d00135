import { expect, test } from 'vitest';
import { withoutEnd, withoutStart } from './trim.ts';

test('the characters at an edge go, those within stay', () => {
  expect(withoutEnd('a/b//', /\//)).toBe('a/b');
  expect(withoutStart('//a/b', /\//)).toBe('a/b');
  expect(withoutEnd('///', /\//)).toBe('');
  expect(withoutStart('', /\//)).toBe('');
  expect(withoutEnd('a', /\//)).toBe('a');
});
