import { expect, test } from 'vitest';
import { faultsAgainst } from './againstDefinition.ts';

const definition = (spec: object, more: object = {}): unknown => ({
  spec: {
    versions: [
      {
        name: 'v1',
        schema: { openAPIV3Schema: { type: 'object', properties: { spec }, ...more } },
      },
    ],
  },
});

const faults = (schema: object, value: unknown): string[] =>
  faultsAgainst(definition(schema), 'late.example/v1', {
    apiVersion: 'late.example/v1',
    kind: 'Late',
    metadata: { name: 'x', anything: 1 },
    spec: value,
  }).map(({ path, message }) => `${path.join('.')}: ${message}`);

test.each<[string, object, unknown, string[]]>([
  [
    'a field that is unknown',
    { type: 'object' },
    { a: 1 },
    ['spec.a: The definition does not have this field'],
  ],
  ['a wrong type', { type: 'string' }, 1, ['spec: It has to be a text, and is a whole number']],
  ['a fraction', { type: 'integer' }, 1.5, ['spec: It has to be a whole number, and is a number']],
  ['a list', { type: 'object' }, [], ['spec: It has to be a mapping, and is a list']],
  ['a bound', { type: 'integer', minimum: 1 }, 0, ['spec: It has to be 1 or more']],
  [
    'a bound that is out',
    { type: 'number', maximum: 1, exclusiveMaximum: true },
    1,
    ['spec: It has to be less than 1'],
  ],
  [
    'a list of values',
    { type: 'string', enum: ['a', 'b'] },
    'c',
    ['spec: It has to be one of "a", "b"'],
  ],
  [
    'a length',
    { type: 'string', maxLength: 1 },
    '🙂🙂',
    ['spec: It may have 1 characters at most'],
  ],
  [
    'too few',
    { type: 'array', minItems: 1, items: { type: 'string' } },
    [],
    ['spec: It has to have 1 items at least'],
  ],
  [
    'an item',
    { type: 'array', items: { type: 'string' } },
    ['a', true],
    ['spec.1: It has to be a text, and is true or false'],
  ],
  [
    'what is missing',
    { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    {},
    ['spec.a: It is required'],
  ],
  [
    'a value of a map',
    { type: 'object', additionalProperties: { type: 'integer' } },
    { a: 'x' },
    ['spec.a: It has to be a whole number, and is a text'],
  ],
  [
    'two in a number or text',
    { 'x-kubernetes-int-or-string': true },
    true,
    ['spec: It has to be a whole number or a text, and is true or false'],
  ],
])('%s is told', (_what, schema, value, expected) => {
  expect(faults(schema, value)).toEqual(expected);
});

test.each<[string, object, unknown]>([
  ['null', { type: 'object', required: ['a'] }, null],
  ['null of an unknown field', { type: 'object' }, { a: null }],
  [
    'fields of an open object',
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    { a: 1 },
  ],
  ['anything without a type', { 'x-kubernetes-preserve-unknown-fields': true }, [1]],
  ['an integer as number', { type: 'number' }, 1],
  ['a large integer', { type: 'integer', format: 'int64' }, 9007199254740993n],
  [
    'a number or text',
    { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
    '80',
  ],
  [
    'what has a default',
    { type: 'object', required: ['a'], properties: { a: { type: 'string', default: '' } } },
    {},
  ],
  [
    'an object within',
    {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    },
    { apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {} },
  ],
  [
    'its head',
    { type: 'object', 'x-kubernetes-embedded-resource': true },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
  ],
  ['a pattern', { type: 'string', pattern: '^a$' }, 'b'],
  ['a type of another time', { type: 'constructor' }, 'b'],
])('%s is left to the server', (_what, schema, value) => {
  expect(faults(schema, value)).toEqual([]);
});

test.each<[string, object, unknown, string?]>([
  ['the least', { minimum: 2 }, 2],
  ['less than the least', { minimum: 2 }, 1, 'It has to be 2 or more'],
  ['the most', { maximum: 2 }, 2],
  ['more than the most', { maximum: 2 }, 3, 'It has to be 2 or less'],
  ['a bound below, out', { minimum: 2, exclusiveMinimum: true }, 2, 'It has to be greater than 2'],
  ['above a bound that is out', { minimum: 2, exclusiveMinimum: true }, 3],
  ['a bound above, out', { maximum: 2, exclusiveMaximum: true }, 2, 'It has to be less than 2'],
  ['below a bound that is out', { maximum: 2, exclusiveMaximum: true }, 1],
  ['as many as least', { minItems: 2 }, [1, 1]],
  ['fewer', { minItems: 2 }, [1], 'It has to have 2 items at least'],
  ['as many as most', { maxItems: 2 }, [1, 1]],
  ['more', { maxItems: 2 }, [1, 1, 1], 'It may have 2 items at most'],
  ['as long as least', { minLength: 2 }, 'ab'],
  ['shorter', { minLength: 2 }, 'a', 'It has to have 2 characters at least'],
  ['as long as most', { maxLength: 2 }, 'ab'],
])('bounds hold exactly: %s', (_what, bounds, value, message) => {
  const types = { number: 'integer', string: 'string' } as Record<string, string>;
  const items = { type: 'integer' };
  const type = types[typeof value];
  const schema = type ? { type, ...bounds } : { type: 'array', items, ...bounds };
  expect(faults(schema, value)).toEqual(message === undefined ? [] : [`spec: ${message}`]);
});

test.each([
  [10, 'It has to be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9'],
  [11, 'It has to be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and others'],
])('of %i values ten are named', (count, message) => {
  const allowed = Array.from({ length: count }, (_, index) => index);
  expect(faults({ type: 'integer', enum: allowed }, 99)).toEqual([`spec: ${message}`]);
});

test('nothing is said where the definition has no schema for the version', () => {
  const object = { apiVersion: 'late.example/v2', spec: { a: 1 } };
  expect(faultsAgainst(definition({ type: 'object' }), 'late.example/v2', object)).toEqual([]);
  expect(faultsAgainst(undefined, 'late.example/v1', object)).toEqual([]);
  const old = {
    spec: {
      ...(definition({ type: 'object' }) as { spec: object }).spec,
      preserveUnknownFields: true,
    },
  };
  expect(faultsAgainst(old, 'late.example/v1', object)).toEqual([]);
});
