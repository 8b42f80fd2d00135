import { expect, test } from 'vitest';
import { parseExactManifest } from '../../core/model/manifestDocuments.ts';
import { clusterError } from '../errors/errors.ts';
import { atOwnPlaces, sentText } from './sentText.ts';

const head = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n';
const sentFor = (text: string) => sentText(text, parseExactManifest(text));
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('stringData is sent as data, over what stands there, and is remembered as it was', () => {
  const { body, sent } = sentFor(
    `${head}data: { a: b2xk, b: b2xk }\nstringData: { a: new, c: "grün" }\n`,
  );
  expect(JSON.parse(body)).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    data: { a: base64('new'), b: 'b2xk', c: base64('grün') },
  });
  expect(sent).toMatchObject({ stringData: { a: 'new' }, data: { a: base64('new') } });
});

test.each([
  ['a number', `${head}stringData: { pin: 4711 }\n`],
  ['a list', `${head}stringData: [a]\n`],
  ['data that is no mapping', `${head}data: x\nstringData: { a: b }\n`],
  ['data that stringData would hide', `${head}data: { a: "no base64" }\nstringData: { a: b }\n`],
  ['a key that stands twice', `${head}stringData: { a: b, a: c }\n`],
  ['another kind', 'apiVersion: v1\nkind: ConfigMap\nstringData: { a: b }\n'],
  ['nothing to move', `${head}data: { a: b2xk }\n`],
])('%s is sent as it stands, for the server to judge', (_what, text) => {
  expect(sentFor(text)).toEqual({ body: text, sent: parseExactManifest(text) });
});

test('a refused key is looked for where the manifest has it', () => {
  const object = parseExactManifest(`${head}data: { a: b2xk }\nstringData: { "b c": x }\n`);
  const cause = (key: string) => ({ path: ['data', key], reason: 'Invalid', message: 'no' });
  const error = clusterError('invalid', 'no', { causes: [cause('a'), cause('b c')] });
  expect(atOwnPlaces(error, object).causes.map(({ path }) => path)).toEqual([
    ['data', 'a'],
    ['stringData', 'b c'],
  ]);
});

test('what a merge key brings is sent expanded: the server would count a key that it replaces as given twice', () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, labels: &l { app: web, tier: front }, annotations: { <<: *l, tier: back } }\n`;
  expect(JSON.parse(sentFor(text).body)).toMatchObject({
    metadata: { annotations: { app: 'web', tier: 'back' } },
  });
  const plain = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: "<<: b" }\n';
  expect(sentFor(plain).body).toBe(plain);
});
