import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { builtStore, checkCompletion } from '../../../test/harness/checkCompletion.ts';
import { crdHead } from '../../schema/convert/crd.ts';

/** Names that mean something to a snippet, to YAML, to JavaScript or to the eye. */
const names = [
  ...['${CLIPBOARD}', '$TM_FILENAME', '$1', 'a$b', '\\', 'a\\b', '}', '${1:x}', '${1|a,b|}'],
  ...[
    'a: b',
    '- x',
    '#',
    '# x',
    'a #b',
    'x:',
    '*a',
    '&a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '?',
    '? a',
  ],
  ...[
    '"',
    "'",
    'a"b',
    "it's",
    '{a}',
    '[a]',
    'a,b',
    ' a',
    'a ',
    '',
    '~',
    'null',
    'yes',
    'on',
    '1.5',
    '0x1f',
  ],
  ...['a\nb', 'c\td', '\u202Ea', 'a\u200Bb', '\uFEFFa', 'a\u0007b', '\u2028', '---', '<<', '='],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'],
];

const values = names.filter((name) => name !== '');
const field = (type: object): object => ({ type: 'object', properties: { inner: type } });
/** Every name as a field, as a value to choose, as a default, and as the only value of a required field. */
const spec = {
  type: 'object',
  properties: Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' }]),
    ['choice', { type: 'string', enum: values }],
    ...values.flatMap((value, index) => [
      [`only${index}`, { ...field({ type: 'string', enum: [value] }), required: ['inner'] }],
      [`default${index}`, { ...field({ type: 'string', default: value }), required: ['inner'] }],
      [
        `needs${index}`,
        { type: 'object', properties: { [value]: { type: 'string' } }, required: [value] },
      ],
    ]),
  ]),
};
const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'names.example.com',
    scope: 'Namespaced',
    names: { kind: 'Odd', plural: 'odds' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
      },
    ],
  },
};

beforeAll(() => {
  const head = crdHead(crd);
  builtStore.workspace.setOnDisk('file:///odd.yaml', head ? [{ head, value: () => crd }] : []);
});
afterAll(() => {
  builtStore.workspace.setOnDisk('file:///odd.yaml', []);
});

const head = 'apiVersion: names.example.com/v1\nkind: Odd\nmetadata: { name: a }\n';
const read = (text: string): { spec: Record<string, unknown> } => parse(text, { version: '1.1' });

/** What each item leaves in `spec`, for each text with a cursor: items by what they insert, as labels show invisible characters by their numbers. */
const inserted = new Map<string, readonly Record<string, unknown>[]>();

function accepted(marked: string, wanted: (spec: Record<string, unknown>) => boolean): boolean {
  let results = inserted.get(marked);
  if (!results) {
    const { labels, accept } = checkCompletion(marked);
    results = labels.map((label) => read(accept(label)).spec);
    inserted.set(marked, results);
  }
  return results.some(wanted);
}

test.each(names)('a field named %j is inserted as what it is', (name) => {
  const isKey = (result: Record<string, unknown>): boolean => Object.hasOwn(result, name);
  expect(accepted(`${head}spec:\n  $0\n`, isKey)).toBe(true);
  expect(accepted(`${head}spec: { $0 }\n`, isKey)).toBe(true);
  expect(accepted(`${head}spec:\n  "$0": x\n`, isKey)).toBe(true);
});

test.each(values)('the value %j is inserted as what it is', (value) => {
  const isValue = (result: Record<string, unknown>): boolean => result.choice === value;
  expect(accepted(`${head}spec:\n  choice: $0\n`, isValue)).toBe(true);
  expect(accepted(`${head}spec:\n  choice: '$0'\n`, isValue)).toBe(true);
  expect(accepted(`${head}spec: { choice: $0 }\n`, isValue)).toBe(true);
});

test.each(values.map((value, index) => [value, index] as const))(
  'a skeleton writes %j as what it is',
  (value, index) => {
    const { accept } = checkCompletion(`${head}spec:\n  $0\n`);
    expect(read(accept(`only${index}`)).spec[`only${index}`]).toEqual({ inner: value });
    const needs = read(accept(`needs${index}`)).spec[`needs${index}`] as object;
    expect(Object.keys(needs)).toEqual([value]);
    expect(() => read(accept(`default${index}`))).not.toThrow();
  },
);

test('a whole manifest of the kind is what a server can read', () => {
  const { accept } = checkCompletion('$0');
  expect(read(accept('Odd'))).toMatchObject({ kind: 'Odd' });
});

test('what every object of JavaScript has is offered nowhere', () => {
  const { accept } = checkCompletion(`${head}spec:\n  $0\n`);
  expect(accept('constructor')).not.toMatch(/function|native/);
});
