import { expect, test } from 'vitest';
import { typedSchemaOf, type Given } from '../findings/testing.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { parse } from '../yaml/parse.ts';
import type { Visit } from './visit.ts';
import { anything, walk } from './walk.ts';

function visitsOf(text: string, schema: TypeSchema, given: Partial<Given> = {}): Visit[] {
  const root = parse(text).root;
  if (!root) throw new Error('the text is empty');
  const gvk = { group: 'example.com', version: 'v1', kind: 'Thing' };
  return [...walk({ root, gvk, text, schema: typedSchemaOf({ schema, ...given }) })];
}

const paths = (visits: readonly Visit[]): string[] => visits.map(({ path }) => path.join('.'));
const text: TypeSchema = { type: 'string' };
const object = (properties: Record<string, TypeSchema>): TypeSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
});

test('parents come before children, in the order of the text, with their paths', () => {
  const schema = object({
    b: object({ c: text }),
    a: { type: 'array', items: object({ d: text }) },
  });
  const visits = visitsOf('b: { c: x }\na: [{ d: y }, { d: z }]', schema);
  expect(paths(visits)).toEqual(['', 'b', 'b.c', 'a', 'a.0', 'a.0.d', 'a.1', 'a.1.d']);
  expect(visits.at(-1)?.keySpan).toEqual([28, 29]);
  expect(visits.at(-1)?.parent?.keySpan).toBeUndefined();
});

test('fields that a closed schema does not know are not entered, those of an open one without a schema', () => {
  expect(paths(visitsOf('x: { z: 1 }', object({ a: text })))).toEqual(['']);
  const open = visitsOf('x: { z: [1] }', { properties: { a: text }, additionalProperties: true });
  expect(paths(open)).toEqual(['', 'x', 'x.z', 'x.z.0']);
  expect(open.slice(1).every(({ schema }) => schema === anything)).toBe(true);
});

test('a value of a wrong type is not entered', () => {
  expect(paths(visitsOf('a: { b: 1 }\nc: [1]', object({ a: text, c: object({}) })))).toEqual([
    '',
    'a',
    'c',
  ]);
});

test('a value that an alias names is visited once per schema', () => {
  const shared = object({ c: text });
  const free: TypeSchema = { type: 'object', additionalProperties: shared };
  const same = visitsOf('a: &x { c: 1 }\nb: *x', free);
  expect(paths(same)).toEqual(['', 'a', 'a.c']);
  const other = visitsOf('a: &x { c: 1 }\nb: *x', object({ a: shared, b: object({ c: text }) }));
  expect(paths(other)).toEqual(['', 'a', 'a.c', 'b', 'b.c']);
});

test('aliases within aliases cost no more than the text', () => {
  const levels = Array.from(
    { length: 30 },
    (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`,
  );
  const visits = visitsOf(`a0: &a0 [x]\n${levels.join('\n')}`, {});
  expect(visits.length).toBeLessThan(100);
});

test('a schema that leads back to itself ends', () => {
  const schema: TypeSchema = {
    $ref: 'example.com#/Thing',
    allOf: [{ $ref: 'example.com#/Thing' }],
  };
  expect(visitsOf('a: 1', schema).length).toBeLessThan(5);
});

test('all parts of a schema are visited, and the one of a choice that fits', () => {
  const schema = object({
    a: {
      allOf: [{ minLength: 1 }, { maxLength: 5 }],
      anyOf: [
        { type: 'integer', maximum: 3 },
        { type: 'string', pattern: 'x' },
      ],
    },
  });
  const visits = visitsOf('a: x', schema).slice(2);
  expect(visits.every(({ isNarrowing, path }) => isNarrowing && path.join('.') === 'a')).toBe(true);
  expect(visits.map(({ schema: part }) => Object.keys(part ?? {}).at(-1))).toEqual([
    'minLength',
    'maxLength',
    'pattern',
  ]);
});

test('of a choice of which several parts fit none is visited', () => {
  const schema = object({ a: { oneOf: [{ type: 'string' }, { minLength: 3 }] } });
  expect(visitsOf('a: x', schema)).toHaveLength(2);
});

test('a narrowing part is entered where it names something, and nowhere else', () => {
  const schema: TypeSchema = {
    type: 'object',
    properties: { a: text, b: text, c: { type: 'array' } },
    allOf: [{ properties: { a: { maxLength: 3 }, c: {} } }],
  };
  const visits = visitsOf('a: x\nb: y\nc: [1]', schema).filter(({ isNarrowing }) => isNarrowing);
  expect(paths(visits)).toEqual(['', 'a', 'c']);
});

test('an item without a value is the empty value of its type, but not in a CRD', () => {
  const items = (more: TypeSchema): TypeSchema =>
    object({ a: { type: 'array', items: { ...object({ b: text }), ...more } } });
  expect(visitsOf('a: [null]', items({}))[2]?.node.type).toBe('map');
  expect(visitsOf('a: [null]', items({ 'x-enforced': true }))[2]?.node.type).toBe('scalar');
});

test('who enforces a place', () => {
  const builtIn = { Part: object({ own: object({ c: text }) }) };
  const part = { $ref: 'io.k8s.api.core.v1#/Part' };
  const schema = object({
    metadata: object({ name: text }),
    spec: object({
      metadata: text,
      part,
      unread: { 'x-kubernetes-preserve-unknown-fields': true, properties: { part } },
      open: { 'x-kubernetes-preserve-unknown-fields': true },
      said: { type: 'array', 'x-unchecked': true, items: text },
    }),
  });
  const document =
    'metadata: { name: a }\nspec: { metadata: a, part: { own: { c: a } }, unread: { part: { own: a } }, open: { a: a }, said: [a] }';
  const by = (given: Partial<Given>): Record<string, string> =>
    Object.fromEntries(
      visitsOf(document, schema, { builtIn, ...given }).map(({ path, enforcedBy }) => [
        path.join('.'),
        enforcedBy,
      ]),
    );
  expect(by({})).toEqual({
    '': 'operator',
    metadata: 'apiServer',
    'metadata.name': 'apiServer',
    spec: 'operator',
    'spec.metadata': 'operator',
    'spec.part': 'program',
    'spec.part.own': 'program',
    'spec.part.own.c': 'program',
    'spec.unread': 'nobody',
    'spec.unread.part': 'nobody',
    'spec.unread.part.own': 'nobody',
    'spec.open': 'operator',
    'spec.open.a': 'operator',
    'spec.said': 'nobody',
    'spec.said.0': 'nobody',
  });
  const ofKubernetes = by({ isKubernetes: true });
  expect(ofKubernetes['spec.part.own']).toBe('apiServer');
  expect(ofKubernetes['spec.unread.part']).toBe('nobody');
});

test('the root of a kind is never passed on unread', () => {
  const schema: TypeSchema = {
    'x-kubernetes-preserve-unknown-fields': true,
    properties: { a: text },
  };
  expect(visitsOf('a: x', schema).map(({ enforcedBy }) => enforcedBy)).toEqual([
    'operator',
    'operator',
  ]);
});

test('without a schema the root is visited alone', () => {
  const root = parse('a: 1').root;
  if (!root) throw new Error('the text is empty');
  const visits = [...walk({ root, gvk: { group: '', version: 'v1', kind: 'A' }, text: 'a: 1' })];
  expect(visits.map(({ path, enforcedBy }) => [path, enforcedBy])).toEqual([[[], 'apiServer']]);
});
