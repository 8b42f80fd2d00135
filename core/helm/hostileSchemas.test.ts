/** Schemas that no person writes, of a chart that somebody else prepared: what they say is read as far as it makes sense. */
import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { convertJsonSchema } from './jsonSchema.ts';
import { workspace } from './testing.ts';

/** Reports on values of a chart that ships the schema. */
function findings(schema: object | string, values: string): Promise<string[]> {
  const { check } = workspace({
    'c/Chart.yaml': 'name: c\nversion: 1.0.0\n',
    'c/values.schema.json': typeof schema === 'string' ? schema : JSON.stringify(schema),
  });
  return check('c/values.yaml', values);
}

const self = (definition: object, values = 'a: { b: [1] }\n'): Promise<string[]> =>
  findings({ properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: definition } }, values);
const a = { $ref: '#/$defs/a' };

test.each([
  ['a reference to itself', a],
  ['items that are itself', { type: ['array', 'object'], items: a }],
  ['free keys that are itself', { type: 'object', additionalProperties: a }],
  ['twice itself', { allOf: [a, a] }],
  ['one of itself', { oneOf: [a, a, { type: 'object' }] }],
  ['any of itself', { anyOf: [{ anyOf: [a, { not: a }] }, { type: 'string' }] }],
  ['not itself', { not: a }],
  ['itself under a condition', { if: a, then: a, else: a }],
])('a definition that is %s says nothing more', async (_name, definition) => {
  expect((await self(definition)).filter((line) => !line.includes('wrong-type'))).toEqual([]);
});

test('definitions in a circle keep what they say beside the circle', async () => {
  const way = { anyOf: [{ $ref: '#/$defs/f' }, { type: 'object', properties: { and: {} } }] };
  const schema = {
    properties: { f: { $ref: '#/$defs/f' }, size: { allOf: [{ $ref: '#/$defs/n' }] } },
    $defs: {
      f: { anyOf: [{ $ref: '#/$defs/x' }, { $ref: '#/$defs/y' }, { type: 'string' }] },
      x: way,
      y: way,
      n: { allOf: [{ $ref: '#/$defs/n' }, { type: 'integer' }] },
    },
  };
  expect(await findings(schema, 'f: { and: 1, or: 2 }\nsize: x\n')).toEqual([
    expect.stringContaining('2 error[wrong-type]'),
  ]);
});

test('a type that asks for itself many times over is written once', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `f${index}`);
  const node = {
    type: 'object',
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: '#/$defs/n' }])),
  };
  const list = {
    type: 'array',
    items: { type: 'object', required: ['x'], properties: { x: { $ref: '#/$defs/n' } } },
  };
  const [missing, ...others] = await findings(
    { properties: { list }, $defs: { n: node } },
    'list:\n- z: 1\n',
  );
  expect(missing).toContain('x is missing');
  expect(others).toEqual([]);
});

test.each([
  ['of one long key', (count: number) => `${'a'.repeat(count * 50)}!: 1\n`],
  [
    'of many keys',
    (count: number) =>
      Array.from({ length: count }, (_, at) => `aaaaaaaaaaaaaaaaaaaaaaaaa${at}!: 1\n`).join(''),
  ],
])('patterns that stop other engines take time that grows as the text %s', async (_name, make) => {
  const slow = ['(a+)+$', '^(a|aa)+$', '^(.*)*b'];
  const schema = {
    patternProperties: Object.fromEntries(slow.map((pattern) => [pattern, {}])),
    propertyNames: { pattern: '^(a|a)*!?$' },
  };
  const work = (text: string): Promise<string[]> => findings(schema, text);
  expect(await tooFastGrowth({ make, work, count: 300 })).toBeUndefined();
});

test('nesting of any depth is read as far as the values go', async () => {
  const nested = (open: string, close: string): string =>
    `${open.repeat(10_000)}{"type":"integer"}${close.repeat(10_000)}`;
  const deep = nested('{"properties":{"a":', '}}');
  expect(await findings(deep, 'a: { a: { a: 1 } }\n')).toEqual([]);
  expect(await findings(nested('{"allOf":[', ']}'), 'a: 1\n')).toEqual([]);
  expect(await findings(nested('{"anyOf":[{},', ']}'), 'a: 1\n')).toEqual([]);
  expect(await findings(nested('{"items":', '}'), 'a: 1\n')).toEqual([]);
  expect(await findings(nested('{"not":', '}'), 'a: 1\n')).toEqual([]);
});

test.each([
  { $ref: '#/$defs/Values', $defs: { Values: { type: 'object', properties: { a: {} } } } },
  { allOf: [{ type: 'object', properties: { a: {} } }] },
  { type: 'object' },
  { type: 'object', patternProperties: { '^a': {} } },
  { if: { required: ['b'] }, then: { required: ['a'] } },
  {},
])('a root that names no fields takes all of them: %j', async (schema) => {
  expect(await findings(schema, 'a: 1\nb: 2\n')).toEqual([]);
});

test('strange references and types are no fault of the values', async () => {
  const properties = {
    a: { $ref: '#/%zz' },
    b: { $ref: '#/$defs/0~1~0' },
    c: { $ref: '#/allOf/0' },
    d: { type: ['a', 1, 'null'] },
    e: { $ref: 'file:///etc/passwd' },
  };
  const schema = { properties, allOf: [{ type: 'object' }] };
  expect(await findings(schema, 'a: 1\nb: 1\nc: {}\nd: 1\ne: 1\n')).toEqual([]);
});

test('parts that are shared many times over are put together once', () => {
  const layers = Array.from({ length: 40 }, (_, layer) => [
    `l${layer}`,
    {
      allOf: Array(20).fill({ $ref: `#/$defs/l${layer + 1}` }),
      required: [`r${layer}`],
      properties: { [`p${layer}`]: { type: 'string' } },
    },
  ]);
  const $defs = { ...Object.fromEntries(layers), l40: { enum: ['x'] } } as object;
  const text = JSON.stringify({ allOf: [{ $ref: '#/$defs/l0' }], $defs });
  const root = convertJsonSchema(text, 'test')?.root;
  expect(root?.properties?.p0).toEqual({ type: 'string' });
  expect(root?.required?.length).toBeLessThanOrEqual(40);
});

test('the time grows with the schema', () => {
  const time = (n: number): number => {
    const cpu = process.cpuUsage();
    const parts = Array.from({ length: n }, (_, index) => ({
      properties: { [`p${index}`]: { enum: [index] } },
      required: [`p${index}`],
    }));
    const text = JSON.stringify({
      allOf: parts.slice(0, 400),
      properties: { a: { anyOf: parts } },
    });
    const root = convertJsonSchema(text, 'test')?.root;
    expect(root?.properties?.a).toBeDefined();
    return process.cpuUsage(cpu).user;
  };
  time(5000);
  expect(time(20_000)).toBeLessThan(12 * time(5000));
});
