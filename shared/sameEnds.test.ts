import { expect, test } from 'vitest';
import { sameEnds } from './sameEnds.ts';

test.each([
  ['', '', 0, 0],
  ['', 'a', 0, 0],
  ['ab', 'ab', 2, 0],
  ['abc', 'axc', 1, 1],
  ['abc', 'ac', 1, 1],
  ['aa', 'a', 1, 0],
  ['aa', 'aaa', 2, 0],
  ['bc', 'abc', 0, 2],
  ['abcd', 'xyz', 0, 0],
])('of %j and %j %i are the same ahead and %i behind', (one, other, ahead, behind) => {
  expect(sameEnds(Array.from(one), Array.from(other))).toEqual({ ahead, behind });
});
