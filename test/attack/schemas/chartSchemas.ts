/** Schemas that a chart ships beside its values. */
import { chart, type HostileWorkspace } from '../harness/hostileWorkspace.ts';
import type { Case } from '../harness/hostileCase.ts';

const a = { $ref: '#/definitions/a' };
const reference = (name: string): object => ({ $ref: `#/definitions/${name}` });
const withA = (definition: object): object => ({
  type: 'object',
  properties: { a, list: { type: 'array', items: a } },
  definitions: { a: definition },
});
const nested = (open: string, inner: string, close: string): string =>
  open.repeat(10_000) + inner + close.repeat(10_000);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const fields = (count: number, schema: object): Record<string, object> =>
  Object.fromEntries(many(count, (index) => [`property${index}`, schema]));

/** Every definition names all of them, `depth` times over. */
const web = (key: string, size: number): object => ({
  type: 'object',
  properties: { a: reference('d0') },
  definitions: Object.fromEntries(
    many(size, (index) => [`d${index}`, { [key]: many(size, (other) => reference(`d${other}`)) }]),
  ),
});
/** Each layer names the next one many times: unfolded it is larger than the world. */
const layers = (key: string): object => ({
  type: 'object',
  properties: { a: reference('d0') },
  definitions: Object.fromEntries(
    many(60, (index) => [`d${index}`, { [key]: many(12, () => reference(`d${index + 1}`)) }]),
  ),
});
const requiring = (width: number): object =>
  withA({
    type: 'object',
    required: many(width, (index) => `f${index}`),
    properties: Object.fromEntries(many(width, (index) => [`f${index}`, a])),
  });

const schemas: Record<string, object | string> = {
  'a reference to itself': withA(a),
  'references in a circle of three': {
    properties: { a },
    definitions: { a: reference('b'), b: reference('c'), c: a },
  },
  'a chain of 10,000 references': {
    properties: { a: reference('d0') },
    definitions: Object.fromEntries(many(10_000, (at) => [`d${at}`, reference(`d${at + 1}`)])),
  },
  'items that are themselves': withA({ type: 'array', items: a }),
  'free keys that are themselves': withA({ type: 'object', additionalProperties: a }),
  'keys by pattern that are themselves': withA({ type: 'object', patternProperties: { x: a } }),
  'all of twice the root': { type: 'object', allOf: [{ $ref: '#' }, { $ref: '#' }] },
  'any of, one of, all of and not itself': withA({
    anyOf: [a, { oneOf: [a, { allOf: [a, { not: a }] }] }],
  }),
  'conditions that are themselves': withA({ if: a, then: a, else: { allOf: [a, a] } }),
  'a web of any of': web('anyOf', 60),
  'a web of one of': web('oneOf', 60),
  'a web of all of': web('allOf', 60),
  'layers of any of': layers('anyOf'),
  'layers of all of': layers('allOf'),
  'three required fields that are themselves': requiring(3),
  'forty required fields that are themselves': requiring(40),
  'properties 10,000 deep': nested('{"properties":{"a":', '{}', '}}'),
  'items 10,000 deep': nested('{"items":', '{}', '}'),
  'all of 10,000 deep': nested('{"allOf":[', '{"type":"object"}', ']}'),
  'any of 10,000 deep': nested('{"anyOf":[{"type":"object"},', '{}', ']}'),
  'not 10,000 deep': nested('{"not":', '{}', '}'),
  '200 parts of 100 fields': {
    allOf: many(200, (part) => ({
      properties: Object.fromEntries(many(100, (at) => [`p${part}_${at}`, { type: 'string' }])),
    })),
  },
  'one of 10,000 forms': { properties: { a: { oneOf: many(10_000, (at) => ({ const: at })) } } },
  'an enum of 60,000': { properties: { a: { enum: many(60_000, (at) => `v${at}`) } } },
  '20,000 required fields': {
    properties: {
      list: { type: 'array', items: { required: many(20_000, (at) => `property${at}`) } },
    },
  },
  'a default of 10,000 levels': `{"properties":{"a":{"default":${nested('[', '', ']')}}}}`,
  'a default of 900 KB': { properties: { a: { default: 'x'.repeat(900_000) } } },
  'names of objects': {
    type: 'object',
    required: ['constructor', '__proto__'],
    properties: { toString: { type: 'string' }, valueOf: { default: { constructor: 1 } } },
  },
};

const values = `a: { a: [ { b: 1 } ] }\nlist:\n- y: 1\nconstructor: 1\n`;

async function ask(workspace: HostileWorkspace, schema: object | string, text: string) {
  workspace.put({
    'Chart.yaml': chart(),
    'values.schema.json': typeof schema === 'string' ? schema : JSON.stringify(schema),
    'values.yaml': text,
  });
  await workspace.ask('values.yaml');
}

export const chartSchemas: readonly Case[] = [
  ...Object.entries(schemas).map(([name, schema]): Case => ({
    name: `schema of a chart: ${name}`,
    run: (workspace) => ask(workspace, schema, values),
  })),
  {
    name: 'schema of a chart: 30,000 fields and 2,000 unknown keys',
    run: (workspace) =>
      ask(
        workspace,
        { additionalProperties: false, properties: fields(30_000, { type: 'a' }) },
        many(2_000, (at) => `propertz${at}x: 1\n`).join(''),
      ),
  },
  {
    name: 'schema of a chart: 20,000 fields, set to nothing 5,000 times',
    run: (workspace) =>
      ask(
        workspace,
        { additionalProperties: { properties: fields(20_000, {}) } },
        many(5_000, (at) => `k${at}:\n`).join(''),
      ),
  },
];
