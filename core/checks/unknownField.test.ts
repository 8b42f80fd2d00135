import { expect, test } from 'vitest';
import { findingsOf } from '../findings/testing.ts';
import type { TypeSchema } from '../schema/schema.ts';

const object = (properties: Record<string, TypeSchema>): TypeSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
});
const text: TypeSchema = { type: 'string' };

/** The messages, and the text after the first fix. */
function said(
  source: string,
  schema: TypeSchema,
): { messages: string[]; fixed: string | undefined } {
  const found = findingsOf(source, { schema });
  const edits = [...(found[0]?.fix?.edits ?? [])].sort((a, b) => b[0][0] - a[0][0]);
  const fixed = edits.reduce(
    (all, [[start, end], written]) => all.slice(0, start) + written + all.slice(end),
    source,
  );
  return { messages: found.map(({ message }) => message), fixed: edits.length ? fixed : undefined };
}

test('a name that is near another one is that one', () => {
  expect(said('a: { replicsa: x }', object({ a: object({ replicas: text }) }))).toEqual({
    messages: ['there is no field "replicsa" here: did you mean replicas?'],
    fixed: 'a: { replicas: x }',
  });
});

test('a name that is there already is not meant', () => {
  const schema = object({ a: object({ replicas: text, b: text }) });
  expect(said('a: { replicas: x, replicsa: x }', schema).messages).toEqual([
    'there is no field "replicsa" here: did you mean replicas, which is set already?',
  ]);
});

test('a field that only older releases have is not among those to choose from', () => {
  const schema = object({ a: object({ image: text, old: { ...text, 'x-until': '1.4' } }) });
  expect(said('a: { unheard: x }', schema).messages).toEqual([
    'there is no field "unheard" here: it takes image',
  ]);
});

test('the fields are named where they are few, else what becomes of the unknown one', () => {
  const fields = (count: number): TypeSchema =>
    object(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, text])),
    );
  expect(said('zzz: x', fields(8)).messages[0]).toMatch(/: it takes field0, .*, field7$/);
  expect(said('zzz: x', fields(9)).messages[0]).toBe(
    'there is no field "zzz" here: the server refuses or drops it',
  );
});

test('a field that belongs to a mapping below is moved there', () => {
  const schema = object({ spec: object({ b: text, c: text }), name: text });
  expect(said('spec:\n  b: x\nc: z\n', schema)).toEqual({
    messages: ['there is no field "c" here: it belongs under spec'],
    fixed: 'spec:\n  b: x\n  c: z\n',
  });
});

test('a field that belongs to a mapping above is moved there', () => {
  const schema = object({
    spec: object({ list: { type: 'array', items: object({ b: text }) }, c: text }),
  });
  expect(said('spec:\n  list:\n    - b: x\n      c: z\n', schema)).toEqual({
    messages: ['there is no field "c" here: it belongs in spec'],
    fixed: 'spec:\n  list:\n    - b: x\n  c: z\n',
  });
});

test('a field is not moved over one of its name, but out of brackets', () => {
  const schema = object({ spec: object({ part: object({ b: text }), c: text }) });
  expect(said('spec:\n  c: x\n  part:\n    b: x\n    c: z\n', schema).fixed).toBeUndefined();
  expect(said('spec:\n  part: { b: x, c: z }\n', schema).fixed).toBe(
    'spec:\n  part: { b: x }\n  c: z\n',
  );
});

test('a field that several mappings below have is not moved, of many none is named', () => {
  const parts = (count: number): TypeSchema =>
    object(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`part${index}`, object({ other: text })]),
      ),
    );
  expect(said('other: x', parts(3))).toEqual({
    messages: ['there is no field "other" here: it belongs under part0 or part1 or part2'],
    fixed: undefined,
  });
  expect(said('other: x', parts(4)).messages[0]).toMatch(/it takes part0/);
});

test('a long name that is nearly one of a mapping below belongs there under the right one', () => {
  const schema = object({ spec: object({ b: text, storageClassName: text }) });
  expect(said('spec:\n  b: x\nstorageClasName: z\n', schema)).toEqual({
    messages: [
      'there is no field "storageClasName" here: it belongs under spec as storageClassName',
    ],
    fixed: 'spec:\n  b: x\n  storageClassName: z\n',
  });
  expect(said('spec:\n  b: x\ncpx: y\n', object({ spec: object({ cpu: text }) })).messages[0]).toBe(
    'there is no field "b" here: it takes cpu',
  );
});

test('the same letters in another case are the field itself', () => {
  const schema = object({ hostname: text, spec: object({ hostName: text }) });
  expect(said('hostName: x', schema).messages).toEqual([
    'there is no field "hostName" here: did you mean hostname?',
  ]);
});

test('nothing belongs to the status below', () => {
  const schema = object({ spec: object({ a: text }), status: object({ zzz: text }) });
  expect(said('zzz: x', schema).messages).toEqual([
    'there is no field "zzz" here: it takes spec, status',
  ]);
});
