import { expect, test } from 'vitest';
import { workspace } from './testing.ts';

/** Reports on values of a chart that ships the schema, codes and lines only. */
async function findings(schema: object, values: string): Promise<string[]> {
  const { check } = workspace({
    'c/Chart.yaml': 'name: c\nversion: 1.0.0\n',
    'c/values.schema.json': JSON.stringify({ type: 'object', ...schema }),
  });
  const found = await check('c/values.yaml', values);
  return found.map((line) => line.replace(/\].*/, ']'));
}

test('names that the schema does not list are free unless it closes the object', async () => {
  const properties = { size: { type: 'integer' } };
  expect(await findings({ properties }, 'other: 1\nsize: x\n')).toEqual(['2 error[wrong-type]']);
  expect(await findings({ properties, additionalProperties: false }, 'other: 1\n')).toEqual([
    '1 error[unknown-field]',
  ]);
});

test('limits, constants and patterns count', async () => {
  const properties = {
    a: { type: 'integer', maximum: 3 },
    b: { const: 'x' },
    c: { type: 'string', pattern: '^[a-z]+$' },
    d: { type: ['string', 'null'] },
  };
  expect(await findings({ properties }, 'a: 4\nb: y\nc: "1"\nd: 5\n')).toEqual([
    '1 error[value-range]',
    '2 error[invalid-value]',
    '3 error[value-pattern]',
    '4 error[wrong-type]',
  ]);
  expect(await findings({ properties }, 'a: 3\nb: x\nc: a\nd: null\n')).toEqual([]);
});

test('alternatives are known by their types; between objects the whole schema judges', async () => {
  const properties = {
    port: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    auth: {
      oneOf: [
        { type: 'object', additionalProperties: false, properties: { user: { type: 'string' } } },
        { type: 'object', additionalProperties: false, properties: { token: { type: 'string' } } },
      ],
    },
  };
  expect(await findings({ properties }, 'port: [1]\nauth: { tokn: 1 }\n')).toEqual([
    '1 error[wrong-type]',
    '2 error[chart-schema]',
  ]);
});

test('conditions open an object to our walk, the whole schema judges', async () => {
  const schema = {
    additionalProperties: false,
    properties: { kind: { type: 'string' } },
    if: { properties: { kind: { const: 'a' } } },
    then: { properties: { a: { type: 'integer' } } },
    else: { properties: { b: { type: 'integer' } } },
  };
  expect(await findings(schema, 'kind: a\na: 1\nb: 2\n')).toEqual([
    '2 error[chart-schema]',
    '3 error[chart-schema]',
  ]);
  const open = { ...schema, additionalProperties: true };
  expect(await findings(open, 'kind: a\na: 1\nb: 2\n')).toEqual([]);
});

test('references lead to definitions of any draft, to themselves, and to Kubernetes', async () => {
  const schema = {
    properties: {
      old: { $ref: '#/definitions/Size' },
      new: { $ref: '#/$defs/Tree' },
      affinity: { $ref: '#/definitions/io.k8s.api.core.v1.Affinity' },
      far: { $ref: 'https://example.com/schema.json' },
    },
    definitions: { Size: { type: 'integer' }, 'io.k8s.api.core.v1.Affinity': {} },
    $defs: {
      Tree: { additionalProperties: false, properties: { next: { $ref: '#/$defs/Tree' } } },
    },
  };
  const values =
    'old: x\nnew: { next: { nxt: {} } }\naffinity: { nodeAfinity: {} }\nfar: { a: 1 }\n';
  expect(await findings(schema, values)).toEqual([
    '1 error[wrong-type]',
    '2 error[unknown-field]',
    '3 error[unknown-field]',
  ]);
});

test('free keys have the schema of the rest', async () => {
  const properties = {
    map: { type: 'object', additionalProperties: { type: 'integer' } },
    one: { type: 'object', patternProperties: { '.*': { type: 'integer' } } },
  };
  expect(await findings({ properties }, 'map: { a: x }\none: { a: x }\n')).toEqual([
    '1 error[wrong-type]',
    '2 error[wrong-type]',
  ]);
});

test('keys that patterns name have their schema, and others are open or refused', async () => {
  const number = { type: 'integer' };
  const properties = {
    two: { type: 'object', patternProperties: { '^a': number, '^b': {} } },
    closed: {
      ...{ type: 'object', properties: { name: {} }, additionalProperties: false },
      patternProperties: { '^x-': number },
    },
    rest: {
      ...{ type: 'object', patternProperties: { '^x-': number } },
      additionalProperties: { type: 'boolean' },
    },
    unread: {
      ...{ type: 'object', patternProperties: { '(?!a)b': number } },
      additionalProperties: false,
    },
  };
  const text = `two: { a: x, b: x, c: x }
closed: { name: a, x-a: 1 }
rest: { x-a: true, a: true }
unread: { anything: x }
`;
  expect(await findings({ properties }, text)).toEqual([
    '1 error[wrong-type]',
    '3 error[wrong-type]',
  ]);
  expect(await findings({ properties }, 'closed: { x-a: x, z: 1 }\n')).toEqual([
    '1 error[wrong-type]',
    '1 error[unknown-field]',
  ]);
});

test('the form of keys is checked, where the draft has it', async () => {
  const map = { type: 'object', propertyNames: { pattern: '^[a-z]+$' } };
  const text = 'map: { a: 1, B: 2 }\n';
  expect(await findings({ properties: { map } }, text)).toEqual(['1 error[value-pattern]']);
  const $schema = 'http://json-schema.org/draft-04/schema#';
  expect(await findings({ $schema, properties: { map } }, text)).toEqual([]);
});

test('what holds under a condition is for the whole schema to judge', async () => {
  const then = {
    properties: { a: { enum: ['x'] } },
    additionalProperties: false,
    type: 'object',
    patternProperties: { '^b': { type: 'integer' } },
  };
  const schema = { if: { required: ['c'] }, then, else: { properties: { a: { enum: ['y'] } } } };
  expect(await findings(schema, 'a: z\nb: x\nc: 1\n')).toEqual([
    '1 error[chart-schema]',
    '2 error[chart-schema]',
    '3 error[chart-schema]',
  ]);
  expect(await findings(schema, 'a: "y"\nb: x\n')).toEqual([]);
});

test('what the chart may default is not missing', async () => {
  expect(await findings({ required: ['a'], properties: { a: {} } }, 'b: 1\n')).toEqual([]);
});

test('a broken schema is none', async () => {
  const { check } = workspace({
    'c/Chart.yaml': 'name: c\nversion: 1.0.0\n',
    'c/values.schema.json': '{ "type": ',
  });
  expect(await check('c/values.yaml', 'a: 1\n')).toEqual([]);
});
