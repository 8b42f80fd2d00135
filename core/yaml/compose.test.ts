import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { at, entries, get, text } from './node.ts';

const parsed = (source: string) => new ManifestDocument(source, 1).parsed;
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

test('a mapping of many keys answers by key as one of few does, the first of a duplicate stays', () => {
  const { root } = parsed(`${many(100, (i) => `k${i}: ${i}\n`)}k7: again\n`);
  expect(get(root, 'k7')).toMatchObject({ value: 7 });
  expect(get(root, 'constructor')).toBeUndefined();
  expect(root?.type === 'map' && root.duplicates.map(({ value }) => text(value))).toEqual([
    'again',
  ]);
});

test('what a mapping says behind a merge key wins over what it merges, and an earlier merged mapping over a later one', () => {
  const { root } = parsed('a: &a {x: 1, w: 1}\nb: &b {w: 2, z: 2}\nc: {<<: [*a, *b, *a], x: 3}\n');
  const found = entries(at(root, ['c'])).map(({ key, value }) => [
    key.source,
    value.type === 'scalar' && value.value,
  ]);
  expect(Object.fromEntries(found)).toEqual({ x: 3, w: 1, z: 2 });
});

test('a chain of merged mappings ends where it makes too much of its text, and says so', () => {
  const chain = (count: number) =>
    `m0: &m0 {k0: a}\n${many(count, (i) => `m${i + 1}: &m${i + 1} {<<: *m${i}, k${i + 1}: a}\n`)}`;
  expect(parsed(chain(300)).problems).toEqual([]);
  const { root, problems } = parsed(chain(5000));
  expect(problems).toMatchObject([{ kind: 'too many merged' }]);
  expect(entries(get(root, 'm300'))).toHaveLength(301);
});
