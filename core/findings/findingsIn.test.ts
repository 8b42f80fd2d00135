import { describe, expect, test } from 'vitest';
import { StepBudget } from '../pacing/stepBudget.ts';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { briefOf, findingsOf, type Given } from './testing.ts';

const object = (properties: Given['schema']['properties'], more: Given['schema'] = {}) => ({
  type: 'object' as const,
  properties,
  additionalProperties: false,
  ...more,
});
const inSpec = (spec: Given['schema'], more: Partial<Given> = {}): Given => ({
  schema: object({ metadata: { type: 'object' }, spec }),
  ...more,
});
const part = { $ref: 'io.k8s.api.core.v1#/Part' };

describe('who enforces a place decides the severity', () => {
  const builtIn = {
    Part: object({
      mode: { type: 'string', enum: ['a', 'b'] },
      count: { type: 'integer', maximum: 3 },
      name: { type: 'string', format: 'dns-label' },
      size: { type: 'string', format: 'quantity' },
    }),
  };
  const wrong = '{ mode: c, count: 4, name: A_, size: 1x, other: 1 }';

  test('all of it in a kind of Kubernetes', () => {
    const given = inSpec(part, { builtIn, isKubernetes: true });
    expect(briefOf(`spec: ${wrong}`, given)).toEqual([
      'error invalid-value "c"',
      'error value-range "4"',
      'error format-dns-label "A_"',
      'error format-quantity "1x"',
      'error unknown-field "other"',
    ]);
  });

  test('shape and quantities in a built-in part of a custom resource', () => {
    expect(briefOf(`spec: ${wrong}`, inSpec(part, { builtIn }))).toEqual([
      'warning invalid-value "c"',
      'warning value-range "4"',
      'warning format-dns-label "A_"',
      'error format-quantity "1x"',
      'error unknown-field "other"',
    ]);
  });

  test('shape and limits, not grammars, in the own fields of a custom resource', () => {
    expect(briefOf(`spec: ${wrong}`, inSpec(builtIn.Part))).toEqual([
      'error invalid-value "c"',
      'error value-range "4"',
      'warning format-dns-label "A_"',
      'error format-quantity "1x"',
      'error unknown-field "other"',
    ]);
  });

  test('nothing of what is passed on unread', () => {
    const unread = {
      ...builtIn.Part,
      required: ['must'],
      'x-kubernetes-preserve-unknown-fields': true,
    };
    expect(briefOf(`spec: ${wrong}`, inSpec(unread))).toEqual([
      'warning invalid-value "c"',
      'warning value-range "4"',
      'warning format-dns-label "A_"',
      'warning format-quantity "1x"',
      'warning unknown-field "other"',
    ]);
  });

  test('metadata of a custom resource, by the server itself', () => {
    const given = { schema: object({ metadata: part, spec: object({ metadata: part }) }), builtIn };
    expect(briefOf('metadata: { name: A_ }\nspec: { metadata: { name: A_ } }', given)).toEqual([
      'error format-dns-label "A_"',
      'warning format-dns-label "A_"',
    ]);
  });

  test('the words of a CRD in force, and less than that where they were laid over it', () => {
    const limited = (isOwn: boolean) =>
      inSpec({
        ...{ type: 'integer', maximum: 3, 'x-enforced': true },
        ...(!isOwn && { 'x-added': ['maximum'] }),
      });
    expect(briefOf('spec: 4', limited(true))).toEqual(['error value-range "4"']);
    expect(briefOf('spec: 4', limited(false))).toEqual(['warning value-range "4"']);
  });

  test('a value that is a convention', () => {
    const given = inSpec(
      { type: 'string', enum: ['a'], 'x-unchecked': true },
      { isKubernetes: true },
    );
    expect(briefOf('spec: b', given)).toEqual(['warning invalid-value "b"']);
    expect(briefOf('spec: [b]', given)).toEqual(['warning wrong-type "spec"']);
  });

  test('what no server can read, wherever it stands', () => {
    const open = { 'x-kubernetes-preserve-unknown-fields': true, properties: { a: {} } };
    expect(briefOf('spec: { b: { c: .inf, d: 1, d: 2 } }', inSpec(open))).toEqual([
      'warning unknown-field "b"',
    ]);
    expect(briefOf('spec: { a: { c: .inf, d: 1, d: 2 } }', inSpec(open))).toEqual([
      'error wrong-type ".inf"',
      'error duplicate-key "d"',
    ]);
  });
});

describe('required fields', () => {
  const needs = object({ a: { type: 'string' }, b: { type: 'string' } }, { required: ['a', 'b'] });

  test('that are absent are one finding at the key of the mapping', () => {
    expect(findingsOf('spec: { a: x }', inSpec(needs))).toMatchObject([
      { code: 'missing-field', severity: 'error', span: [0, 4], message: 'b is missing here' },
    ]);
  });

  test('that are set to nothing are told at the key', () => {
    expect(briefOf('spec: { a: x, b: }', inSpec(needs))).toEqual(['error missing-field "b"']);
  });

  test('are not asked for in a fragment', () => {
    expect(briefOf('spec: {}', inSpec(needs, { isPartial: true }))).toEqual([]);
  });

  test('are not asked for in what the server writes', () => {
    const given = { schema: object({ status: { ...needs, 'x-read-only': true } }) };
    expect(briefOf('status: { a: x }', given)).toEqual([]);
  });

  test('of a mapping are not missing where they stand elsewhere', () => {
    const outer = object({ inner: needs });
    expect(briefOf('spec:\n  inner:\n    a: x\n  b: y', inSpec(outer))).toEqual([
      'error unknown-field "b"',
    ]);
  });

  test('of a built-in part are asked later where only its kind asks for them', () => {
    const builtIn = { Part: { ...needs, 'x-asked-later': ['b'] } };
    expect(briefOf('spec: { a: x }', inSpec(part, { builtIn }))).toEqual([
      'warning missing-field "spec"',
    ]);
    expect(briefOf('spec: { b: x }', inSpec(part, { builtIn }))).toEqual([
      'error missing-field "spec"',
    ]);
  });

  test('of values are asked for in lists only', () => {
    const given = inSpec(object({ one: needs, list: { type: 'array', items: needs } }), {
      chart: {},
    });
    expect(briefOf('spec: { one: { a: x }, list: [{ a: "y" }] }', given)).toEqual([
      'error missing-field "a"',
    ]);
  });
});

describe('values of a chart', () => {
  const port = inSpec({ type: 'integer', enum: [80, 443] }, { chart: {} });

  test('may be a text where a number is printed alike', () => {
    expect(briefOf('spec: "80"', port)).toEqual(['warning wrong-type ""80""']);
    expect(briefOf('spec: [80]', port)).toEqual(['error wrong-type "spec"']);
    expect(briefOf('spec: "80"', { ...port, chart: { isStrict: true } })).toEqual([
      'error wrong-type ""80""',
    ]);
  });

  test('say with an empty text that they are not set', () => {
    const given = inSpec({ type: 'string', enum: ['a'] }, { chart: {} });
    expect(briefOf('spec: ""', given)).toEqual([]);
    expect(briefOf('spec: b', given)).toEqual(['error invalid-value "b"']);
  });

  test('have grammars that templates may make good, but for quantities', () => {
    const format = (name: string) => inSpec({ type: 'string', format: name }, { chart: {} });
    expect(briefOf('spec: A_', format('dns-label'))).toEqual(['warning format-dns-label "A_"']);
    expect(briefOf('spec: 1x', format('quantity'))).toEqual(['error format-quantity "1x"']);
  });

  test('that are null take away the defaults of a mapping', () => {
    const given = inSpec(object({ a: { type: 'string', default: 'b' } }), { chart: {} });
    expect(briefOf('spec: null', given)).toEqual(['information null-over-defaults "null"']);
    expect(briefOf('spec:', given)).toEqual(['information null-over-defaults "spec"']);
    const withoutDefaults = inSpec(object({ a: { type: 'string' } }), { chart: {} });
    expect(briefOf('spec: null', withoutDefaults)).toEqual([]);
    expect(briefOf('spec: null', { ...given, schema: object({ spec: { default: 1 } }) })).toEqual(
      [],
    );
  });

  test('that the chart does not read are told with its name, and softly for another version', () => {
    const given = (chart: Given['chart']) => inSpec(object({ abcdef: {} }), { chart: chart ?? {} });
    expect(findingsOf('spec: { abc: 1 }', given({}))).toMatchObject([
      {
        severity: 'error',
        message: 'the some chart 1.0 has no key "abc" here: it takes abcdef',
      },
    ]);
    expect(findingsOf('spec: { abc: 1 }', given({ isTrusted: false, wanted: '2' }))).toMatchObject([
      {
        severity: 'warning',
        message:
          'the some chart 1.0, the version known here, has no key "abc" here (these values are for 2): it takes abcdef',
      },
    ]);
  });
});

describe('unknown fields', () => {
  test('of which many are there are told without advice behind the first hundred', () => {
    const given = inSpec(object({ replicas: { type: 'integer' } }));
    const keys = Array.from({ length: 150 }, (_, index) => `replica${index}: 1`);
    const found = findingsOf(`spec: { ${keys.join(', ')} }`, given);
    expect(found).toHaveLength(150);
    expect(found.filter(({ fix }) => fix)).toHaveLength(100);
  });

  test('are no more than anybody reads', () => {
    const keys = Array.from({ length: 900 }, (_, index) => `k${index}: 1`);
    expect(findingsOf(`spec: { ${keys.join(', ')} }`, inSpec(object({})))).toHaveLength(500);
  });

  test('of a patch may be instructions', () => {
    const given = inSpec(object({}));
    expect(briefOf('spec: { $patch: delete }', { ...given, isPartial: true })).toEqual([]);
    expect(briefOf('spec: { $patch: delete }', given)).toEqual(['error unknown-field "$patch"']);
  });

  test('are a warning where the server keeps them', () => {
    const given = inSpec(object({}, { 'x-keeps-unknown': true }));
    expect(briefOf('spec: { a: 1 }', given)).toEqual(['warning unknown-field "a"']);
  });

  test('cost a budget, and the rest is left out', () => {
    const keys = Array.from({ length: 90 }, (_, index) => `k${index}: 1`);
    const budget = new StepBudget(60);
    const found = findingsOf(`spec: { ${keys.join(', ')} }`, { ...inSpec(object({})), budget });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(90);
    expect(budget.stoppedAt).toBeGreaterThan(0);
  });
});

test('a place and a code are told once, however often an alias leads there', () => {
  const given = inSpec(object({ a: { type: 'string' }, b: { type: 'string' } }));
  expect(briefOf('spec: { a: &x 1, b: *x }', given)).toEqual(['error wrong-type "1"']);
});

test('of a kind without a schema only keys that are given twice are told', () => {
  const given = { schema: { 'x-kubernetes-preserve-unknown-fields': true } };
  expect(briefOf('metadata: { name: a }\na: { b: 1, b: 2 }', given)).toEqual([
    'error duplicate-key "b"',
  ]);
});

test('the time grows with the text where all keys are unknown', async () => {
  const growth = await tooFastGrowth({
    count: 2000,
    make: (count) =>
      `spec: { ${Array.from({ length: count }, (_, index) => `k${index}: 1`).join(', ')} }`,
    work: (text) => findingsOf(text, inSpec(object({ a: {}, b: {} }))),
  });
  expect(growth).toBeUndefined();
});

test('the namespace of a kind that has none is left alone, as the server clears it', () => {
  const given = {
    schema: object({
      metadata: object({ namespace: { type: 'string', format: 'dns-label' } }),
      spec: object({ namespace: { type: 'string', format: 'dns-label' } }),
    }),
    isKubernetes: true,
  };
  const text = 'metadata: { namespace: A_ }\nspec: { namespace: B_ }';
  expect(briefOf(text, { ...given, isNamespaced: false })).toEqual([
    'information namespace-unused "namespace"',
    'error format-dns-label "B_"',
  ]);
  expect(briefOf(text, { ...given, isNamespaced: true })).toHaveLength(2);
});
