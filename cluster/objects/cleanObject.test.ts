import { expect, test } from 'vitest';
import {
  comparable,
  diffTexts,
  readableYaml,
  sameContent,
  withoutSecretValues,
} from './cleanObject.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = (data: Record<string, unknown>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  data,
});

test('for comparing, all that the server writes by itself is gone and the rest stays', () => {
  const cleaned = comparable({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'a',
      uid: 'u',
      resourceVersion: '1',
      generation: 2,
      creationTimestamp: 'now',
      managedFields: [],
      labels: { a: 'b' },
      annotations: { [lastApplied]: '{}', note: 'mine' },
    },
    spec: { template: { metadata: { creationTimestamp: null, labels: { a: 'b' } } } },
    status: { replicas: 1 },
  });
  expect(cleaned).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', labels: { a: 'b' }, annotations: { note: 'mine' } },
    spec: { template: { metadata: { labels: { a: 'b' } } } },
  });
  expect(comparable({ metadata: { name: 'a', annotations: { [lastApplied]: '{}' } } })).toEqual({
    metadata: { name: 'a' },
  });
});

test('a diff of Secrets tells same, changed, added and removed without a value', () => {
  const before = secret({ same: base64('one'), other: base64('two'), gone: base64('three') });
  const after = secret({ same: base64('one'), other: base64('four'), more: base64('fives') });
  const texts = diffTexts(before, after);
  expect(texts.before).toContain(
    'data:\n  same: <hidden, 3 bytes>\n  other: <hidden, 3 bytes>\n  gone: <hidden, 5 bytes>\n',
  );
  expect(texts.after).toContain(
    'data:\n  same: <hidden, 3 bytes>\n  other: <hidden, 4 bytes, changed>\n  more: <hidden, 5 bytes>\n',
  );
});

test('values of other kinds are shown as they are, long lines unbroken', () => {
  const long = `${'word '.repeat(60)}end`;
  const text = diffTexts(undefined, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: { long, on: 'yes' },
  });
  expect(text).toEqual({
    before: '',
    after: `apiVersion: v1\nkind: ConfigMap\ndata:\n  long: ${long}\n  "on": "yes"\n`,
  });
});

test('a Secret whose data is no mapping is hidden too', () => {
  expect(
    readableYaml({ apiVersion: 'v1', kind: 'Secret', data: 'hunter2', stringData: { a: 12345 } }),
  ).not.toMatch(/hunter2|12345/);
});

test('annotations of a Secret that repeat it are hidden, to read and to compare', () => {
  const jwt = `eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.c`;
  const annotations = (password: string) => ({
    [lastApplied]: JSON.stringify({ stringData: { password: 'short' } }),
    'openshift.io/token-secret.value': password,
    'example.com/copy': `user:${password}`,
    'example.com/jwt': jwt,
    note: 'mine',
  });
  const object = (password: string) => ({
    ...secret({ password: base64(password) }),
    metadata: { name: 's', annotations: annotations(password) },
  });
  const read = readableYaml(object('correct-horse'));
  expect(read).not.toMatch(/short|correct-horse|eyJ/);
  expect(read).toContain('note: mine');
  const { before, after } = diffTexts(object('correct-horse'), object('battery-staple'));
  expect(before + after).not.toMatch(/short|correct-horse|battery-staple|eyJ/);
  expect(after).toContain('example.com/copy: <hidden, 19 bytes, changed>');
  expect(after).toMatch(/example\.com\/jwt: <hidden, \d+ bytes>/);
});

test('annotations of other kinds are shown', () => {
  const metadata = { name: 'a', annotations: { 'example.com/token': 'blue' } };
  expect(readableYaml({ apiVersion: 'v1', kind: 'Pod', metadata })).toContain('token: blue');
});

test('same content does not depend on the order of keys, but on that of lists', () => {
  expect(sameContent({ a: [1, { b: 2, c: 3 }] }, { a: [1, { c: 3, b: 2 }] })).toBe(true);
  expect(sameContent({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(sameContent({ a: undefined }, { b: undefined })).toBe(false);
  expect(sameContent({ a: null }, { a: {} })).toBe(false);
});

test("a server's words about a Secret lose the values, those about others keep them", () => {
  const sent = { kind: 'Secret', stringData: { a: 'hunter2', b: 4711 } };
  expect(withoutSecretValues('x: "hunter2" y, got 4711', sent)).toBe(
    'x: "<hidden>" y, got <hidden>',
  );
  expect(withoutSecretValues('got hunter2', { kind: 'ConfigMap', data: { a: 'hunter2' } })).toBe(
    'got hunter2',
  );
});

test('apiVersion and kind come first, wherever the server put them', () => {
  const object = { kind: 'Pod', metadata: { name: 'a' }, apiVersion: 'v1', spec: {} };
  expect(readableYaml(object)).toBe('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec: {}\n');
});
