import { expect, test } from 'vitest';
import { ManifestFile } from './manifestFile.ts';
import { TreeCache } from './treeCache.ts';

/** Names of the documents that had to drop their trees, in this order. */
function droppedAfter(uses: readonly string[], limit: number): string {
  const dropped: string[] = [];
  const cache = new TreeCache(limit);
  const documents = new Map(
    uses.map((name) => [name, { forgetTree: () => void dropped.push(name) }]),
  );
  for (const name of uses) {
    const document = documents.get(name);
    if (document) cache.use(document);
  }
  return dropped.join('');
}

test.each([
  ['a b c d', 2, 'ab'],
  ['a b a c', 2, 'b'],
  ['a a a b', 1, 'a'],
  ['a b a b', 2, ''],
])(
  'of the documents %s, used in this order, %i keep their trees and %j go',
  (uses, limit, gone) => {
    expect(droppedAfter(uses.split(' '), limit)).toBe(gone);
  },
);

test('a file of many documents keeps the trees of those that were read last', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
  let id = 0;
  const file = new ManifestFile('file:///a.yaml', 'yaml', 1, `${pod}---\n`.repeat(5) + pod, {
    nextId: () => ++id,
    trees: new TreeCache(2),
  });
  const { documents } = file;
  const before = documents.map(({ root }) => root);
  expect(before).not.toContain(undefined);
  const isSame = (index: number): boolean => documents[index]?.root === before[index];
  expect([isSame(5), isSame(4), isSame(0)]).toEqual([true, true, false]);
});

test('text within a document shares the cache of its file', () => {
  const trees = new TreeCache(1);
  const file = new ManifestFile('file:///a.yaml', 'yaml', 1, 'a: 1\n', { nextId: () => 1, trees });
  const [document] = file.documents;
  const { root } = document ?? {};
  expect(document?.part('b: 2\n').root).toBeDefined();
  expect(document?.root).not.toBe(root);
});
