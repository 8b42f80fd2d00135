/** What the whole schema of a chart says, beside what our walk says of it. */
import { expect, test } from 'vitest';
import { tgz } from '../../test/harness/tar.ts';
import { workspace } from './testing.ts';

const drafts = {
  none: undefined,
  4: 'http://json-schema.org/draft-04/schema#',
  7: 'http://json-schema.org/draft-07/schema#',
  2019: 'https://json-schema.org/draft/2019-09/schema',
  2020: 'https://json-schema.org/draft/2020-12/schema',
} as const;

/** Reports on values of a chart that ships the schema, beside its defaults. */
function findings(
  schema: object,
  values: string,
  { draft = 'none', defaults = '' }: { draft?: keyof typeof drafts; defaults?: string } = {},
): Promise<string[]> {
  const { check } = workspace({
    'c/Chart.yaml': 'name: c\nversion: 1.0.0\n',
    'c/values.schema.json': JSON.stringify({ $schema: drafts[draft], ...schema }),
    'c/values.yaml': defaults,
  });
  return check('c/values-prod.yaml', values);
}

const mode = {
  type: 'object',
  properties: { mode: { type: 'string' }, replicas: { type: 'integer' } },
  if: { properties: { mode: { const: 'ha' } }, required: ['mode'] },
  then: { properties: { replicas: { minimum: 3 } }, required: ['quorum'] },
  else: { properties: { replicas: { maximum: 1 } } },
};

test('what follows from a condition is checked, with the defaults of the chart below', async () => {
  expect(await findings(mode, 'mode: ha\nreplicas: 1\n')).toEqual([
    '2 error[chart-schema] the schema of the c chart wants 3 or more here',
  ]);
  expect(await findings(mode, 'replicas: 2\n')).toEqual([
    '1 error[chart-schema] the schema of the c chart wants 1 or less here',
  ]);
  expect(await findings(mode, 'replicas: 5\n', { defaults: 'mode: ha\n' })).toEqual([]);
  expect(await findings(mode, 'mode: ~\nreplicas: 5\n', { defaults: 'mode: ha\n' })).toHaveLength(
    1,
  );
  // A fault of the defaults alone is none of this file.
  expect(await findings(mode, 'mode: ha\n', { defaults: 'replicas: 1\n' })).toEqual([]);
});

test('what one key asks for beside it may come from another file', async () => {
  const schema = { dependentRequired: { user: ['password'] } };
  expect(await findings(schema, 'user: a\n', { draft: 2020 })).toEqual([
    '1 warning[chart-schema] the schema of the c chart wants "password" beside "user": set it here or in another values file',
  ]);
  expect(await findings(schema, 'user: a\npassword: b\n', { draft: 2020 })).toEqual([]);
  expect(await findings(schema, 'user: a\n', { draft: 2020, defaults: 'password: b\n' })).toEqual(
    [],
  );
  const old = { dependencies: { user: ['password'] } };
  expect(await findings(old, 'user: a\n', { draft: 7 })).toHaveLength(1);
});

test('a choice that nothing fits is one report, one that another file may fill is none', async () => {
  const auth = {
    oneOf: [
      { type: 'object', properties: { user: { type: 'string' } }, additionalProperties: false },
      { type: 'object', properties: { token: { minLength: 3 } }, additionalProperties: false },
    ],
  };
  expect(await findings({ properties: { auth } }, 'auth: { token: ab }\n')).toEqual([
    '1 error[chart-schema] the schema of the c chart has several forms for this value, and it fits none of them',
  ]);
  expect(await findings({ properties: { auth } }, 'auth: { token: abc }\n')).toEqual([]);
  const open = { anyOf: [{ required: ['a'] }, { required: ['b'] }] };
  expect(await findings(open, 'c: 1\n')).toEqual([]);
  const both = { not: { required: ['a', 'b'] } };
  expect(await findings(both, 'a: 1\nb: 1\n')).toEqual([
    '1 error[chart-schema] the schema of the c chart rules this value out',
  ]);
});

test('what stands beside a reference counts in the dialects that read it', async () => {
  const schema = {
    properties: { a: { $ref: '#/definitions/A', additionalProperties: false, maxProperties: 1 } },
    definitions: { A: { type: 'object', properties: { x: { type: 'integer' } } } },
  };
  expect(await findings(schema, 'a: { x: 1 }\n', { draft: 7 })).toEqual([]);
  expect(await findings(schema, 'a: { x: 1 }\n')).toEqual([]);
  expect(await findings(schema, 'a: { x: 1 }\n', { draft: 2020 })).toHaveLength(1);
  expect(await findings(schema, 'a: { x: y }\n', { draft: 7 })).toHaveLength(1);
});

test('the root may be a reference, of any dialect', async () => {
  for (const draft of [4, 7, 2019, 2020] as const) {
    const schema = {
      $ref: '#/definitions/v',
      definitions: {
        v: {
          type: 'object',
          properties: { size: { $ref: '#/definitions/n' } },
          additionalProperties: false,
        },
        n: { type: 'integer', minimum: 0, exclusiveMinimum: draft === 4 ? true : 0 },
      },
    };
    expect(await findings(schema, 'size: 2\n', { draft })).toEqual([]);
    expect(await findings(schema, 'sise: 2\n', { draft })).toHaveLength(1);
    expect(await findings(schema, 'size: 0\n', { draft })).toHaveLength(1);
  }
});

test('a reference to the web is left open with all that stands beside it', async () => {
  const far = 'https://kubernetesjsonschema.dev/v1.18.0/_definitions.json#/definitions/x.Probe';
  const schema = {
    properties: {
      a: { $ref: far, additionalProperties: true, properties: { used: { type: 'boolean' } } },
      b: { type: 'integer' },
    },
  };
  expect(await findings(schema, 'a: { used: true, b: 1 }\n')).toEqual([]);
  expect(await findings(schema, 'b: x\n')).toHaveLength(1);
});

test.each([{}, { type: 'object' }, { properties: {} }, { additionalProperties: true }])(
  'the schema %j allows everything',
  async (schema) => {
    expect(await findings(schema, 'a: 1\nb: { c: [1] }\n')).toEqual([]);
  },
);

test('a dependency is judged by its own schema under its name', async () => {
  const { check } = workspace({
    'p/Chart.yaml':
      'name: p\nversion: 1.0.0\ndependencies: [{ name: c, alias: d, version: 1.0.0 }]\n',
    'p/charts/c-1.0.0.tgz': tgz([
      { name: 'c/Chart.yaml', data: 'name: c\nversion: 1.0.0\n' },
      { name: 'c/values.schema.json', data: JSON.stringify(mode) },
      { name: 'c/values.yaml', data: 'mode: ha\n' },
    ]),
  });
  expect(await check('p/values.yaml', 'd: { replicas: 1 }\n')).toEqual([
    '1 error[chart-schema] the schema of the c chart wants 3 or more here',
  ]);
});

test.each([
  ['doubles at each of many levels', doubling(60), 'a: 1\n'],
  [
    'doubles with each level of the values',
    {
      properties: { a: { $ref: '#/$defs/n' } },
      $defs: {
        n: { allOf: [{ $ref: '#/$defs/m' }, { $ref: '#/$defs/m' }] },
        m: { properties: { a: { $ref: '#/$defs/n' } } },
      },
    },
    `${Array.from({ length: 60 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')} 1\n`,
  ],
  [
    'leads to itself',
    { $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } },
    'a: 1\n',
  ],
  [
    'has a dear pattern',
    { properties: { a: { not: { pattern: '^(a+)+$' } } } },
    `a: ${'a'.repeat(5_000)}!\n`,
  ],
  ['is deep', nested(500), 'a: 1\n'],
  ['is no schema', { type: 5, allOf: 'x', properties: [], anyOf: [7], required: 'a' }, 'a: 1\n'],
  ['names its parts by addresses', { properties: { a: { $id: 'x', not: {} } } }, 'a: 1\n'],
])('a schema that %s is left open', async (_name, schema, values) => {
  expect(await findings(schema, values, { draft: 2020 })).toEqual([]);
});

function doubling(levels: number): object {
  const $defs = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [
      `l${level}`,
      { allOf: [{ $ref: `#/$defs/l${level + 1}` }, { $ref: `#/$defs/l${level + 1}` }] },
    ]),
  );
  return { $ref: '#/$defs/l0', $defs: { ...$defs, [`l${levels}`]: { not: { type: 'null' } } } };
}

function nested(levels: number): object {
  let schema: object = { not: {} };
  for (let level = 0; level < levels; level++) schema = { allOf: [schema] };
  return schema;
}
