import { expect, test } from 'vitest';
import { convertSchema, type ConvertOptions } from './convertSchema.ts';

const ofCrd: ConvertOptions = {
  unnamedFields: 'closed',
  bareObject: 'closed',
  isEnforced: true,
  ref: () => undefined,
};
const convert = (raw: unknown): ReturnType<typeof convertSchema> => {
  const { 'x-enforced': _, ...schema } = convertSchema(raw, ofCrd);
  return schema;
};

test('objects are closed, unless they say that they keep or take other fields', () => {
  const properties = { a: { type: 'string' } };
  expect(convert({ type: 'object', properties }).additionalProperties).toBe(false);
  expect(convert({ type: 'object' })).toEqual({
    type: 'object',
    properties: {},
    additionalProperties: false,
  });
  expect(
    convert({ type: 'object', properties, 'x-kubernetes-preserve-unknown-fields': true })
      .additionalProperties,
  ).toBe(true);
  expect(convert({ 'x-kubernetes-preserve-unknown-fields': true })).toEqual({
    'x-kubernetes-preserve-unknown-fields': true,
  });
  expect(
    convert({ type: 'object', additionalProperties: { type: 'string' } }).additionalProperties,
  ).toMatchObject({ type: 'string' });
});

test('keys may be named by patterns beside the fields', () => {
  const patternProperties = { '^x-': { type: 'integer' } };
  const open = convert({ type: 'object', properties: { a: {} }, patternProperties });
  expect(open).toMatchObject({ patternProperties, additionalProperties: true });
  const closed = convert({ type: 'object', patternProperties, additionalProperties: false });
  expect(closed).toMatchObject({ patternProperties, additionalProperties: false });
});

test('a number or text is one, in each way that it is said', () => {
  const both = { 'x-kubernetes-int-or-string': true, type: ['integer', 'string'] };
  expect(convert({ 'x-kubernetes-int-or-string': true })).toEqual(both);
  expect(convert({ anyOf: [{ type: 'integer' }, { type: 'string' }] })).toEqual(both);
  expect(convert({ type: 'string', format: 'int-or-string' })).toEqual(both);
});

test('the pattern of quantities becomes their format', () => {
  const pattern =
    '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
  expect(convert({ 'x-kubernetes-int-or-string': true, pattern })).toMatchObject({
    format: 'quantity',
  });
  expect(convert({ 'x-kubernetes-int-or-string': true, pattern: '^a$' }).pattern).toBe('^a$');
});

test('what has a default is not asked for', () => {
  const properties = { a: { type: 'string', default: 'x' }, b: { type: 'string' } };
  expect(convert({ type: 'object', required: ['a', 'b'], properties }).required).toEqual(['b']);
});

test('null is a value where it is said to be one', () => {
  expect(convert({ type: 'string', nullable: true }).nullable).toBe(true);
  expect(convert({ type: ['string', 'null'] })).toEqual({ type: 'string', nullable: true });
  expect(convert({ type: 'string', enum: ['a', null] })).toEqual({
    type: 'string',
    enum: ['a'],
    nullable: true,
  });
});

test('limits: of the type, of the schema, and exclusive ones between whole numbers', () => {
  expect(convert({ type: 'integer', format: 'int32', minimum: 0 })).toEqual({
    type: 'integer',
    minimum: 0,
    maximum: 2147483647,
  });
  expect(convert({ type: 'integer', minimum: 0, exclusiveMinimum: true })).toEqual({
    type: 'integer',
    minimum: 1,
  });
  expect(convert({ type: 'integer', exclusiveMaximum: 5 })).toEqual({
    type: 'integer',
    maximum: 4,
  });
  expect(convert({ type: 'integer', minimum: 5, maximum: 1 })).toEqual({ type: 'integer' });
});

test('lists have keys, sets have equal scalars', () => {
  const list = { type: 'array', items: { type: 'string' } };
  expect(convert({ ...list, 'x-kubernetes-list-type': 'set' })['x-list-keys']).toEqual([]);
  expect(
    convert({ ...list, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a'] })[
      'x-list-keys'
    ],
  ).toEqual(['a']);
  expect(convert({ ...list, 'x-kubernetes-list-type': 'atomic' })['x-list-keys']).toBeUndefined();
});

test('an object within asks for its apiVersion and kind', () => {
  const schema = convert({
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
  });
  expect(schema.required).toEqual(['apiVersion', 'kind']);
  expect(schema.additionalProperties).toBe(true);
});

test('expressions are kept with their messages', () => {
  const rules = [
    { rule: 'self > 1', message: 'more' },
    { rule: 'true' },
    { message: 'no rule' },
    1,
  ];
  expect(
    convert({ type: 'integer', 'x-kubernetes-validations': rules })['x-kubernetes-validations'],
  ).toEqual([{ rule: 'self > 1', message: 'more' }, { rule: 'true' }]);
});

test('alternatives narrow and never close', () => {
  const schema = convert({
    type: 'object',
    properties: { a: { type: 'string' } },
    oneOf: [{ required: ['a'] }, { properties: { a: { enum: ['x'] } } }],
    not: { required: ['a'] },
  });
  expect(JSON.stringify([schema.oneOf, schema.not])).not.toContain('additionalProperties');
  expect(schema.oneOf?.[0]?.required).toEqual(['a']);
});

test('references lead where the reader of the document says, or are left open', () => {
  const options = { ...ofCrd, ref: (target: string) => (target === '#/a' ? 'b#/a' : undefined) };
  expect(convertSchema({ $ref: '#/a', description: 'x' }, options)).toEqual({
    $ref: 'b#/a',
    description: 'x',
  });
  expect(convertSchema({ allOf: [{ $ref: '#/a' }], default: {} }, options)).toEqual({
    $ref: 'b#/a',
    default: {},
  });
  expect(convertSchema({ $ref: 'https://example.com' }, options)).toEqual({ 'x-enforced': true });
});

test('nonsense and endless nesting give an open schema', () => {
  expect(convertSchema([1], ofCrd)).toEqual({});
  const loop: Record<string, unknown> = { type: 'array' };
  loop.items = loop;
  expect(() => convertSchema(loop, ofCrd)).not.toThrow();
});
