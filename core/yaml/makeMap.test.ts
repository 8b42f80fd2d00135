import { expect, test } from 'vitest';
import { doubledKeys } from './doubledKey.ts';
import { parse } from './parse.ts';

test.each([
  ['within a merge key', 'a:\n  <<: { k: 1, k: 2 }\n', [['a', 'k']]],
  ['within a list of merged mappings', 'a:\n  <<: [{ k: 1 }, { l: 1, l: 2 }]\n', [['a', 'l']]],
  ['at an anchor, once', 'a: &a { k: 1, k: 2 }\nb: { <<: *a }\n', [['a', 'k']]],
  ['beside what is merged', 'a: &a { k: 1 }\nb: { <<: *a, k: 2 }\n', []],
])('a doubled key is found %s', (_where, text, paths) => {
  expect([...doubledKeys(parse(text).root)].map(({ path }) => path)).toEqual(paths);
});
