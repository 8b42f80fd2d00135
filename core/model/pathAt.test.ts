import { expect, test } from 'vitest';
import { parse } from '../yaml/parse.ts';
import { pathAt } from './pathAt.ts';

const text = 'metadata:\n  name: a\nspec:\n  items:\n  - name: b\n  - name: c\n  flow: [d, e]\n';

test.each([
  ['spec:', ['spec'], true],
  ['pec:', ['spec'], true],
  ['metadata', ['metadata'], true],
  ['name: a', ['metadata', 'name'], true],
  ['flow', ['spec', 'flow'], true],
  ['name: c', ['spec', 'items', 1, 'name'], true],
  ['d, e', ['spec', 'flow'], false],
])('at the first character of %j', (mark, path, isKey) => {
  const found = pathAt(parse(text).root, text.indexOf(mark));
  expect(found?.path).toEqual(path);
  expect(found?.isKey).toBe(isKey);
});
