import { expect, test } from 'vitest';
import { packIndex, unpackIndex } from './packedIndex.ts';
import type { KindEntry } from './schema.ts';

const kettle: KindEntry = {
  ...{ group: 'example.com', version: 'v1', kind: 'Kettle', plural: 'kettles', namespaced: true },
  ...{ bundle: 'kettles', definition: 'Kettle', source: 'Kettles', sourceVersion: '2.0' },
};

test('kinds come out of a packed index as they went in', () => {
  const kinds: KindEntry[] = [
    { ...kettle, docUrl: 'https://example.com/docs/kettle', shortNames: ['ke', 'kt'] },
    {
      ...kettle,
      version: 'v1beta1',
      definition: 'KettleV1beta1',
      until: '1.9',
      docUrl: 'https://example.com/docs/kettle',
    },
    {
      ...kettle,
      kind: 'Pot',
      plural: 'pots',
      namespaced: false,
      definition: 'Pot',
      docUrl: 'https://example.com/docs/pot',
    },
    { ...kettle, version: 'v2', rank: 3, name: { format: 'dns-label', maxLength: 52 } },
    { ...kettle, group: '', kind: 'Cup', plural: 'cups', definition: 'Cup', bundle: 'cups' },
  ];
  const sorted = (list: readonly KindEntry[]) =>
    list.map((entry) => JSON.stringify(Object.entries(entry).sort())).sort();
  expect(sorted(unpackIndex(packIndex(kinds)))).toEqual(sorted(kinds));
});

test('a packed index of nothing is an index of nothing', () => {
  expect(unpackIndex(packIndex([]))).toEqual([]);
});

test('what the kinds of a bundle share stands once', () => {
  const many = Array.from({ length: 100 }, (_, n) => ({
    ...kettle,
    kind: `K${n}`,
    plural: `k${n}`,
    definition: `K${n}`,
  }));
  expect(JSON.stringify(packIndex(many)).match(/Kettles/g)).toHaveLength(1);
});
