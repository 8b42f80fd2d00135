import { expect, test } from 'vitest';
import { overlay } from './overlay.ts';

test('maps are laid over each other key by key, anything else is as it is wanted', () => {
  expect(overlay({ a: 1, b: { c: 1, d: 2 }, e: [1, 2] }, { b: { c: 3 }, e: [4], f: null })).toEqual(
    { a: 1, b: { c: 3, d: 2 }, e: [4], f: null },
  );
  expect([overlay({ a: 1 }, 'x'), overlay(undefined, { a: 1 }), overlay([1], { a: 1 })]).toEqual([
    'x',
    { a: 1 },
    { a: 1 },
  ]);
});

test('lists of named items are laid over each other item by item, in the order that is wanted', () => {
  const live = [
    { name: 'a', image: '1', pull: 'Always' },
    { name: 'side', image: 's' },
  ];
  expect(
    overlay(live, [
      { name: 'new', image: 'n' },
      { name: 'a', image: '2' },
    ]),
  ).toEqual([
    { name: 'new', image: 'n' },
    { name: 'a', image: '2', pull: 'Always' },
    { name: 'side', image: 's' },
  ]);
  expect(overlay(live, [{ image: 'unnamed' }])).toEqual([{ image: 'unnamed' }]);
  expect(overlay([{ name: 1 }], [{ name: 'a' }])).toEqual([{ name: 'a' }]);
});

test('a key that every object inherits is none of the live object', () => {
  expect(overlay({}, { constructor: { a: 1 } })).toEqual({ constructor: { a: 1 } });
});
