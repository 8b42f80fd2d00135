import { expect, test } from 'vitest';
import { Session } from '../session.ts';
import { builtSchemas } from '../rules/testing.ts';
import { judgementOf } from '../features/judgement.ts';
import { silentLog } from '../log.ts';
import { finish } from '../pacing/work.ts';

const store = builtSchemas();

/** `line severity[code] message` of all documents of a file. */
function reportsOf(text: string): string[] {
  const session = new Session({
    store,
    log: silentLog,
    loadEngine: () => Promise.reject(new Error('not needed')),
  });
  session.open('untitled:a.yaml', 'yaml', 1, text);
  const file = session.file('untitled:a.yaml');
  if (!file) throw new Error('the file is not open');
  return file.documents.flatMap((document) =>
    finish(judgementOf(session, file, document).finish()).findings.map((report) => {
      const { line } = document.fileRangeOf(report.span).start;
      return `${line + 1} ${report.severity}[${report.code}] ${report.message}`;
    }),
  );
}

const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: b }\n`;
const list = (items: string) => `apiVersion: v1\nkind: List\n${items}\n`;

test.each([
  ['items: { a: 1 }', /^3 error\[wrong-type\] items must be a list/],
  ['items: [a]', /^3 error\[wrong-type\] an item of a List must be an object/],
  [
    'items:\n- kind: ConfigMap\n  metadata: { name: a }',
    /^4 error\[missing-field\] apiVersion is missing/,
  ],
  [
    'items:\n- apiVersion: v1\n  metadata: { name: a }',
    /^4 error\[missing-field\] kind is missing/,
  ],
  [
    'items:\n- metadata: { name: a }',
    /^4 error\[missing-field\] apiVersion and kind of this item are missing/,
  ],
  [
    'items:\n- { apiVersion: v1, kind: Deployment, metadata: { name: a } }',
    /^4 error\[unknown-kind\] Deployment is not in/,
  ],
  ['item: []', /^3 warning\[unknown-field\] a List without items: .* did you mean items\?$/],
  ['', /^2 warning\[missing-field\] a List without items/],
])('a List with %j is told', (items, expected) => {
  expect(reportsOf(list(items))).toEqual([expect.stringMatching(expected)]);
});

test.each([
  list('items: []'),
  list('items:'),
  list(`items:\n- ${map('a').replaceAll('\n', '\n  ')}`),
  'apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: { name: a }\n  data: { a: b }\n',
  'apiVersion: example.com/v1\nkind: DenyList\nmetadata: { name: a }\nspec: {}\n',
])('a List that is right is not reported: %j', (text) => {
  expect(reportsOf(text).filter((report) => !report.includes('hint['))).toEqual([]);
});

test('the items of a typed list are checked as its kind', () => {
  const text = 'apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: { name: a }\n  dat: {}\n';
  expect(reportsOf(text)).toEqual([expect.stringMatching(/^5 error\[unknown-field\] .*"dat"/)]);
});

test('a list of objects at the top is told, any other list is not looked at', () => {
  const object = '{ "apiVersion": "v1", "kind": "ConfigMap" }';
  expect(reportsOf(`[${object}]\n`)).toEqual([
    expect.stringMatching(/^1 error\[wrong-type\] kubectl takes no list/),
  ]);
  expect(reportsOf(`- op: add\n  value: ${object}\n`)).toEqual([]);
});

test('what is no object is told among objects only', () => {
  expect(reportsOf(`${map('a')}---\nfoo: bar\n`)).toEqual([
    expect.stringMatching(/^6 hint\[missing-field\] no Kubernetes object/),
  ]);
  expect(reportsOf(`${map('a')}--- |\n  text\n`)).toEqual([
    expect.stringMatching(/^5 error\[yaml-syntax\] .*separator/),
  ]);
  expect(reportsOf(`%YAML 1.1\n---\n${map('a')}`)).toEqual([
    expect.stringMatching(/^1 error\[yaml-syntax\] .*begin with %/),
  ]);
  for (const text of [
    'foo: bar\n',
    'foo: bar\n---\n- a: b\n',
    `${map('a')}---\n# nothing\n---\n`,
  ]) {
    expect(reportsOf(text)).toEqual([]);
  }
});

test('what stands behind three dots is dropped by kubectl', () => {
  expect(reportsOf(`${map('a')}...\n${map('b')}`)).toEqual([
    expect.stringMatching(/^6 warning\[yaml-syntax\] kubectl drops/),
  ]);
  expect(reportsOf(`${map('a')}...\n---\n${map('b')}...\n# the end\n`)).toEqual([]);
});

test('a second JSON object is dropped by kubectl where the file does not begin with one', () => {
  const json = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}\n';
  expect(reportsOf(`${json}${json}`)).toEqual([]);
  expect(reportsOf(`${map('a')}---\n${json}${json}`)).toEqual([
    expect.stringMatching(/^7 warning\[yaml-syntax\] kubectl drops/),
  ]);
  expect(reportsOf(`# two\n${json}${json}`)).toEqual([
    expect.stringMatching(/^3 error\[yaml-syntax\] kubectl drops/),
  ]);
});

test('apiVersion and kind are read as the parser reads them: with anchors, tags and as block scalars', () => {
  const rest = 'metadata: { name: a, labels: { kind: *kind } }\ndat: {}\n';
  for (const head of [
    'apiVersion: v1\nkind: &kind ConfigMap\n',
    'apiVersion: !!str v1\nkind: &kind ConfigMap\n',
    'apiVersion: >-\n  v1\nkind: &kind |-\n  ConfigMap\n',
  ]) {
    expect(reportsOf(head + rest)).toEqual([
      expect.stringMatching(/^\d error\[unknown-field\] there is no field "dat"/),
    ]);
  }
});

test('a flow mapping below a comment is an object, too', () => {
  expect(
    reportsOf('# a\n{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, dat: {}}\n'),
  ).toEqual([expect.stringMatching(/^2 error\[unknown-field\]/)]);
});

test('an object that begins within another one is told once, with the separator as its fix', () => {
  expect(reportsOf(`${map('a')}${map('b')}`)).toEqual([
    '5 error[duplicate-key] a second object begins here: the separator --- is missing before it',
  ]);
});
