import { expect, test } from 'vitest';
import { diagnose, testSession } from '../../test/harness/manifests.ts';
import { briefOf, findingsOf } from '../findings/testing.ts';
import type { TypeSchema } from '../schema/schema.ts';

const of = (schema: TypeSchema): { schema: TypeSchema } => ({
  schema: { type: 'object', properties: { a: schema }, additionalProperties: false },
});

/** The message, and what the fix writes. */
function said(text: string, schema: TypeSchema): readonly (string | undefined)[] {
  return findingsOf(text, of(schema)).flatMap(({ message, fix }) => [message, fix?.edits[0]?.[1]]);
}

test.each([
  ['a: 1', 'string', 'this must be text, not the number 1', '"1"'],
  ['a: true', 'string', 'this must be text, not the boolean true', '"true"'],
  [
    'a: n',
    'string',
    'this must be text, not the boolean false, as which n without quotes is read',
    '"n"',
  ],
  ['a: [x]', 'string', 'this must be text, not a list', undefined],
  ['a: {}', 'array', 'this must be a list (- item), not a mapping', undefined],
  ['a: x', 'object', 'this must be a mapping (key: value), not the text "x"', undefined],
  ['a: "1"', 'integer', 'this must be a whole number, not the text "1"', '1'],
  ['a: "-1"', 'integer', 'this must be a whole number, not the text "-1"', '-1'],
  ['a: "1.5"', 'integer', 'this must be a whole number, not the text "1.5"', undefined],
  ['a: "1.5"', 'number', 'this must be a number, not the text "1.5"', '1.5'],
  ['a: "true"', 'boolean', 'this must be true or false, not the text "true"', 'true'],
  ['a: "false"', 'boolean', 'this must be true or false, not the text "false"', 'false'],
  ['a: "maybe"', 'boolean', 'this must be true or false, not the text "maybe"', undefined],
  ['a: x', 'integer', 'this must be a whole number, not the text "x"', undefined],
] as const)('%s where %s is wanted', (text, type, message, written) => {
  expect(said(text, { type })).toEqual([message, written]);
});

test('of a Secret, whose values may not be shown, the message says what to do', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {k: y, m: 5}\n';
  const found = await diagnose(testSession(), secret);
  expect(found.map(({ message }) => message)).toEqual([
    'this must be text, not a boolean, as which it is read without quotes: add quotes',
    'this must be text, not a number: add quotes',
  ]);
});

test('a value of one of several types is good, of none all are named', () => {
  const schema: TypeSchema = { 'x-kubernetes-int-or-string': true };
  expect(said('a: 1', schema)).toEqual([]);
  expect(said('a: [1]', schema)[0]).toBe('this must be a whole number or text, not a list');
});

test('a number that is none is told with the text that may be meant', () => {
  expect(said('a: .nan', { type: 'integer' }).slice(0, 2)).toEqual([
    '.nan is not a number that a server can read: write a number, or quotes for text',
    '".nan"',
  ]);
});

test('a field that is set to nothing has no type', () => {
  expect(said('a:', { type: 'string' })).toEqual([]);
});

test('an item without a value is refused in a CRD where its type takes none', () => {
  const list = (items: TypeSchema): TypeSchema => ({ type: 'array', items });
  const item: TypeSchema = { type: 'string', 'x-enforced': true };
  expect(said('a: [null]', list(item))).toEqual(['this must be text, not nothing', undefined]);
  expect(said('a: [null]', list({ ...item, nullable: true }))).toEqual([]);
  expect(said('a: [null]', list({ ...item, default: 'x' }))).toEqual([]);
  expect(said('a: [null]', list({ 'x-enforced': true }))).toEqual([]);
  expect(said('a: [null]', list({ type: 'string' }))).toEqual([]);
  expect(said('a: null', item)).toEqual([]);
});

test('a number of a wrong type and out of range is both, until findings are deduped', () => {
  expect(briefOf('a: 1.5', of({ type: 'integer', maximum: 1 }))).toEqual([
    'error wrong-type "1.5"',
    'error value-range "1.5"',
  ]);
});
