import { expect, test } from 'vitest';
import { parse } from '../yaml/parse.ts';
import type { TypeSchema } from './schema.ts';
import { fitsType } from './types.ts';

const fits = (text: string, schema: TypeSchema): boolean => {
  const node = parse(text).root;
  if (!node) throw new Error('the text is empty');
  return fitsType(schema, node);
};

test.each([
  ['string', 'a', '1'],
  ['integer', '1', '1.5'],
  ['integer', '9007199254740993', '1e30'],
  ['number', '1.5', 'a'],
  ['boolean', 'true', '"true"'],
  ['object', '{}', '[]'],
  ['array', '[]', '{}'],
] as const)('%s takes %s and not %s', (type, good, bad) => {
  expect(fits(good, { type })).toBe(true);
  expect(fits(bad, { type })).toBe(false);
});

test('one of several types is enough, and no type takes all', () => {
  expect(fits('1', { type: ['string', 'integer'] })).toBe(true);
  expect(fits('[]', { type: ['string', 'integer'] })).toBe(false);
  expect(fits('[]', {})).toBe(true);
});

test('a whole number or a text is what the keyword says, whatever stands beside it', () => {
  const schema: TypeSchema = { 'x-kubernetes-int-or-string': true };
  expect(fits('1', schema)).toBe(true);
  expect(fits('a', schema)).toBe(true);
  expect(fits('1.5', schema)).toBe(false);
  expect(fits('{}', schema)).toBe(false);
});

test('no value has no type', () => {
  expect(fits('null', { type: 'object' })).toBe(true);
});
