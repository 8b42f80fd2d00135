import { expect, test } from 'vitest';
import { parseManifest, splitManifest } from './manifestDocuments.ts';

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

test('splits at separator lines and leaves out what holds no object', () => {
  const text = `# a file\n---\n${pod('a')}--- # second\n${pod('b')}...\n---\n\n# nothing\n---\r\n${pod('c')}---`;
  const documents = splitManifest(text);
  expect(documents.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(documents.map(({ index }) => index)).toEqual([0, 1, 2]);
  for (const { text: own, start, end } of documents) expect(text.slice(start, end)).toBe(own);
});

test('a separator inside a block scalar, or at the start of a longer word, separates nothing', () => {
  const text = `${pod('a')}data: |\n  ---\n  x\n  ...\nother: ---x\n`;
  expect(splitManifest(text)).toHaveLength(1);
});

test('reads apiVersion, kind, name and namespace wherever they stand, CRLF and BOM included', () => {
  const text = '\uFEFFmetadata: { namespace: data, name: web }\r\nkind: Pod\r\napiVersion: v1\r\n';
  expect(splitManifest(text)).toEqual([
    {
      index: 0,
      text: text.slice(1),
      apiVersion: 'v1',
      kind: 'Pod',
      name: 'web',
      namespace: 'data',
      start: 1,
      end: text.length,
      within: [],
    },
  ]);
});

test('content on the separator line belongs to the document', () => {
  expect(
    splitManifest('--- {apiVersion: v1, kind: Pod, metadata: {generateName: a-}}\n'),
  ).toMatchObject([{ kind: 'Pod', generateName: 'a-' }]);
});

test('JSON is a manifest too', () => {
  const text = JSON.stringify(
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
    null,
    '\t',
  );
  expect(splitManifest(text)).toMatchObject([{ kind: 'Pod', name: 'a', text }]);
  expect(splitManifest(text)[0]?.problem).toBeUndefined();
});

test('items of a List become documents of their own, anchors resolved, with their place', () => {
  const text = `---\n${pod('first')}---\napiVersion: v1\nkind: ConfigMapList\nitems:\n- &one\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: &m { name: one }\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: { <<: *m, namespace: x }\n- 5\n`;
  const documents = splitManifest(text);
  expect(documents.map(({ within }) => within)).toEqual([
    [],
    ['items', 0],
    ['items', 1],
    ['items', 2],
  ]);
  expect(JSON.parse(documents[2]?.text ?? '')).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'one', namespace: 'x' },
  });
  expect(documents[3]?.problem).toBe('Item 3 of the list is not a Kubernetes object');
});

test.each([
  ['kind: Pod\nmetadata: {name: a}', 'The document has no apiVersion'],
  ['apiVersion: v1\nmetadata: {name: a}', 'The document has no kind'],
  ['apiVersion: v1\nkind: Pod', 'The document has no metadata.name'],
  ['a: b', 'The document has no apiVersion, no kind, no metadata.name'],
  [
    'apiVersion: v1\nkind: Pod\nmetadata: {name: 123}',
    'metadata.name is read as a number, not as text; put it in quotes',
  ],
  [
    'apiVersion: v1\nkind: Pod\nmetadata: {name: on}',
    'metadata.name is read as a boolean, not as text; put it in quotes',
  ],
  ['just text', 'The document is not a Kubernetes object (it is not a mapping)'],
  ['- a', 'The document is not a Kubernetes object (it is not a mapping)'],
])('says what is missing in %j', (text, problem) => {
  expect(splitManifest(text)[0]?.problem).toBe(problem);
});

test('broken YAML is told with its line in the file, and the documents around it stay', () => {
  const text = `${pod('a')}---\nkind: [\n---\n${pod('b')}`;
  const [a, broken, b] = splitManifest(text);
  expect([a?.problem, b?.problem]).toEqual([undefined, undefined]);
  expect(broken?.problem).toMatch(/^Not valid YAML at line 6, column 7: /);
  expect(text.slice(0, broken?.problemOffset).split('\n')).toHaveLength(6);
  expect(splitManifest('a:\n\tb: c\n')[0]?.problem).toMatch(
    /line 2, column 1: YAML does not allow tabs/,
  );
});

test('an alias bomb and a huge document are refused without being expanded', () => {
  const levels = Array.from(
    { length: 12 },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
  );
  const bomb = `${pod('bomb')}l0: &l0 x\n${levels.join('\n')}\n`;
  expect(splitManifest(bomb)[0]?.problem).toBe(
    'Cannot be sent, see line 6, column 10: the document, with its aliases written out, is larger than 3 MiB: repeat less',
  );
  expect(parseManifest(bomb)).toBeUndefined();
  expect(
    splitManifest(`${pod('big')}data: ${'x'.repeat(3 * 1024 * 1024)}\n`)[0]?.problem,
  ).toContain('larger than 3 MiB');
});

test('values are typed as the API server types them, and doubled keys are left to it', () => {
  expect(parseManifest('# Licensed to somebody.\n---\na: 1\n')).toEqual({ a: 1 });
  expect(parseManifest('a: 1\n---\nb: 1\n')).toBeUndefined();
  expect(parseManifest('mode: 0644\nflag: yes\ntext: "0644"\n')).toEqual({
    mode: 420,
    flag: true,
    text: '0644',
  });
  expect(splitManifest(`${pod('a')}kind: Pod\n`)[0]?.problem).toBeUndefined();
});

test('an item of a List keeps times and dates as the text that the server reads', () => {
  const [item] = splitManifest(
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n  data: {t: 12:30:45, d: 2026-01-01}\n',
  );
  expect(JSON.parse(item?.text ?? '')).toMatchObject({ data: { t: '12:30:45', d: '2026-01-01' } });
});

test('an item of a List is read by the rules of a document of its own, with every digit', () => {
  const spec =
    '{ a: 0o440, b: 0X1f, c: !!binary aGVsbG8=, d: 9007199254740993, e: 9223372036854775807, f: 1_0.5 }';
  const [item] = splitManifest(
    `apiVersion: v1\nkind: List\nitems:\n- { apiVersion: example.com/v1, kind: A, metadata: { name: a }, spec: ${spec} }\n`,
  );
  expect(item?.text).toContain(
    '"spec":{"a":288,"b":31,"c":"hello","d":9007199254740993,"e":9223372036854775807,"f":10.5}',
  );
});

test('items of a ConfigMapList need no kind; those of a List do, and half a name is not completed', () => {
  const list = (kind: string, item: string) =>
    splitManifest(`apiVersion: v1\nkind: ${kind}\nitems:\n- ${item}\n`)[0];
  expect(list('ConfigMapList', '{ metadata: { name: a } }')).toMatchObject({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    text: '{"metadata":{"name":"a"},"apiVersion":"v1","kind":"ConfigMap"}',
  });
  expect(list('List', '{ metadata: { name: a } }')?.problem).toBe(
    'The document has no apiVersion, no kind',
  );
  expect(list('ConfigMapList', '{ kind: ConfigMap, metadata: { name: a } }')?.problem).toBe(
    'The document has no apiVersion',
  );
});

test('a key that stands twice in an item of a List is told at its place, as the server tells it of a document', () => {
  const text =
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: { name: a }\n  data:\n    x: "1"\n    x: "2"\n';
  const [item] = splitManifest(text);
  expect(item?.problem).toBe('The key "x" stands twice in one mapping; keep one of the two');
  expect(text.slice(item?.problemOffset)).toBe('x: "2"\n');
});

test('a list in a list is told as what it is', () => {
  const text = `apiVersion: v1\nkind: List\nitems:\n- ${pod('a').replaceAll('\n', '\n  ')}\n- apiVersion: v1\n  kind: PodList\n  items: []\n`;
  expect(splitManifest(text).map(({ problem }) => problem)).toEqual([
    undefined,
    expect.stringMatching(/^Item 2 of the list is a list itself.*; put its items into the outer/),
  ]);
});

test.each([
  ['- host: *.example.com', 9],
  ['- schedule: * * * * *', 13],
  ['- schedule: */5 * * * *', 13],
  ['- a: *', 6],
  ['- a: *x', 6],
])('a value that begins with "*" is told at its line, with what to do: %j', (line, column) => {
  const text = `${pod('a')}---\n${pod('b')}rules:\n${line}\n---\n${pod('c')}`;
  const [before, broken, behind] = splitManifest(text);
  expect([before?.problem, behind?.problem]).toEqual([undefined, undefined]);
  expect(broken?.problem).toMatch(
    new RegExp(
      `^Not valid YAML at line 11, column ${column}: "\\*" begins an alias.*: put the value in quotes$`,
    ),
  );
});

test('an alias may be used as often as kubectl takes it', () => {
  const uses = Array.from({ length: 5000 }, (_, index) => `  k${index}: *v`).join('\n');
  const text = `${pod('a')}first: &v { some: value, more: [1, 2] }\nall:\n${uses}\n`;
  expect(splitManifest(text)[0]?.problem).toBeUndefined();
  expect(parseManifest(text)).toMatchObject({ all: { k4999: { some: 'value', more: [1, 2] } } });
});

test('the last anchor of a name counts, and one that holds itself is told', () => {
  expect(parseManifest('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  const [document] = splitManifest(`${pod('a')}a: &x [*x]\n`);
  expect(document?.problem).toMatch(/line 5, column 8: this alias stands inside of the value/);
});

test('a merge key replaces the keys before it and is replaced by those behind it, as kubectl has it', () => {
  const base = 'l: &l { a: one, c: l }\nm: &m { a: two, d: m }\n';
  const merged = (text: string) => (parseManifest(`${base}r: ${text}\n`) as { r: unknown }).r;
  expect(merged('{ c: z, <<: *l }')).toEqual({ a: 'one', c: 'l' });
  expect(merged('{ <<: *l, c: z }')).toEqual({ a: 'one', c: 'z' });
  expect(merged('{ <<: [*l, *m] }')).toEqual({ a: 'one', c: 'l', d: 'm' });
  expect(merged('{ !!merge <<: *l }')).toEqual({ a: 'one', c: 'l' });
  expect(merged('{ "<<": *l }')).toEqual({ '<<': { a: 'one', c: 'l' } });
  expect(merged('{ <<: { __proto__: 1 } }')).toEqual(JSON.parse('{"__proto__":1}'));
  const [document] = splitManifest(`${pod('a')}labels: { <<: text }\n`);
  expect(document?.problem).toMatch(/line 5, column 15: a merge key \(<<\) takes a mapping/);
});

test('separators with tabs, comments and byte order marks separate as for kubectl', () => {
  const text = `${pod('a')}---\t\n${pod('b')}---\t# c\n${pod('c')}---\n\uFEFF${pod('d')}--- # e\r\n\uFEFF${pod('e')}`;
  const documents = splitManifest(text);
  expect(documents.map(({ name, problem }) => problem ?? name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  for (const { text: own, start, end } of documents) expect(text.slice(start, end)).toBe(own);
});

test('documents that say null are left out, as kubectl leaves them', () => {
  const text = `${pod('a')}---\nnull\n---\n~\n---\n!!null ''\n---\n${pod('b')}`;
  expect(splitManifest(text).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('JSON objects one behind the other are documents of their own', () => {
  const json = (name: string, more = '"}{\\"\\\\"') =>
    `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"},"x":[{"y":${more}}]}`;
  const text = `${json('a')}\n ${json('b')}${json('c')}\n---\n${pod('d')}---\n${json('e')}\n`;
  const documents = splitManifest(text);
  expect(documents.map(({ name, problem }) => problem ?? name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  for (const { text: own, start, end } of documents) expect(text.slice(start, end)).toBe(own);
  const garbage = splitManifest(`${json('a')}\ngarbage\n`);
  expect(garbage.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('Not valid YAML'),
  ]);
});

test.each([
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n',
  '{{- if .Values.isOn }}\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n{{- end }}\n',
])('a template of Helm is told as one: %j', (text) => {
  expect(splitManifest(text)[0]?.problem).toMatch(
    /^The document is a template of Helm: .*helm template/,
  );
});

test('what an operator fills in, or a comment says, makes no template of a document', () => {
  const rule = 'apiVersion: a/v1\nkind: PrometheusRule\nspec: "{{ $labels.pod }}"\n';
  expect(splitManifest(rule)[0]?.problem).toBe('The document has no metadata.name');
  const comment = 'apiVersion: v1\nkind: Pod # {{ .Values.kind }}\n';
  expect(splitManifest(comment)[0]?.problem).toBe('The document has no metadata.name');
  expect(splitManifest(`${pod('a')}note: "{{ .Values.x }}"\n`)[0]?.problem).toBeUndefined();
});

test.each(['items: null', 'items:', 'item: [{kind: Pod}]', ''])(
  'a list without items is told as one: %j',
  (items) => {
    const [document] = splitManifest(`apiVersion: v1\nkind: List\n${items}\n`);
    expect(document?.problem).toMatch(/^The list has no items/);
  },
);

test('an item that is null is told by its number, and a custom kind may end with List', () => {
  const list = 'apiVersion: v1\nkind: List\nitems:\n- null\n';
  expect(splitManifest(list)[0]?.problem).toBe(
    'Item 1 of the list is empty (null); fill it in or remove it',
  );
  const custom = 'apiVersion: a.io/v1\nkind: AllowList\nmetadata: {name: a}\n';
  expect(splitManifest(custom)[0]?.problem).toBeUndefined();
});
