import { expect, test } from 'vitest';
import { ManifestDocument } from './manifestDocument.ts';
import { objectPathOf } from './objects.ts';

const objectsOf = (text: string) =>
  new ManifestDocument(text, 1).objects.map(({ gvk, index, path, name, namespace }) => [
    ...[gvk?.kind, index, path.join('.'), name, namespace],
  ]);

test('a manifest is one object, at its root', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\n';
  expect(objectsOf(pod)).toEqual([['Pod', 0, '', 'web', 'shop']]);
});

test.each([
  ['List', undefined],
  ['ConfigMapList', 'ConfigMap'],
])('the items of a %s are objects of their own, those that say nothing are %s', (kind, own) => {
  const items = '[{apiVersion: v1, kind: Pod, metadata: {name: web}}, {metadata: {name: odd}}]';
  expect(objectsOf(`apiVersion: v1\nkind: ${kind}\nitems: ${items}\n`)).toEqual([
    ['Pod', 0, 'items.0', 'web', undefined],
    [own, 1, 'items.1', 'odd', undefined],
  ]);
});

test.each([
  'apiVersion: v1\nkind: List\n',
  'apiVersion: v1\nkind: List\nitems: {a: 1}\n',
  'a: 1\n',
])('no object is found in %j', (text) => {
  expect(objectsOf(text)).toEqual([]);
});

test('what a document holds is read again when its tree was dropped', () => {
  const document = new ManifestDocument('apiVersion: v1\nkind: Pod\n', 1);
  const [before] = document.objects;
  expect(document.objects[0]).toBe(before);
  document.forgetTree();
  expect(document.objects[0]?.node).toBe(document.root);
  expect(document.objects[0]).not.toBe(before);
});

test('a place belongs to an item of a List only below that item', () => {
  const list = { group: '', version: 'v1', kind: 'List' };
  expect(objectPathOf(list, ['items', 2, 'spec'])).toEqual(['items', 2]);
  expect(objectPathOf(list, ['metadata', 0])).toEqual([]);
  expect(objectPathOf(list, ['items'])).toEqual([]);
  expect(objectPathOf({ ...list, kind: 'ConfigMap' }, ['items', 2])).toEqual([]);
  expect(objectPathOf(undefined, ['items', 2])).toEqual([]);
});
