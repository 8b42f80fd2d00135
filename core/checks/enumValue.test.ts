import { expect, test } from 'vitest';
import { briefOf, findingsOf } from '../findings/testing.ts';
import type { TypeSchema } from '../schema/schema.ts';

const of = (schema: TypeSchema): { schema: TypeSchema } => ({
  schema: { type: 'object', properties: { a: schema }, additionalProperties: false },
});
const said = (text: string, schema: TypeSchema): readonly (string | undefined)[] =>
  findingsOf(text, of(schema)).flatMap(({ message, fix }) => [message, fix?.edits[0]?.[1]]);

test('a value outside of the set is told with the set, and with the one that is near', () => {
  const schema: TypeSchema = { type: 'string', enum: ['Always', 'Never', ''] };
  expect(said('a: Allways', schema)).toEqual([
    '"Allways" is not allowed here: use Always, Never',
    'Always',
  ]);
  expect(said('a: Zzz', schema)).toEqual([
    '"Zzz" is not allowed here: use Always, Never',
    undefined,
  ]);
  expect(said('a: Never', schema)).toEqual([]);
  expect(said('a: ""', schema)).toEqual([]);
});

test('of a set of one that one is named, of a large one a dozen', () => {
  expect(said('a: 2', { enum: [1] })[0]).toBe('this must be 1');
  const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `v${i}xyz`);
  expect(said('a: q', { enum: many(12) })[0]).toMatch(/v11xyz$/);
  expect(said('a: q', { enum: many(13) })[0]).toMatch(/v11xyz, \.\.\.$/);
});

test('the empty text is no value where the schema says so', () => {
  const schema: TypeSchema = { type: 'string', enum: ['a'] };
  expect(said('a: ""', schema)[0]).toBe('this must be a');
  expect(said('a: ""', { ...schema, 'x-empty-is-unset': true })).toEqual([]);
});

test('a value of a wrong type is that and nothing else, and no value is none', () => {
  expect(briefOf('a: 1', of({ type: 'string', enum: ['a'] }))).toEqual(['error wrong-type "1"']);
  expect(briefOf('a: null', of({ type: 'string', enum: ['a'] }))).toEqual([]);
});
