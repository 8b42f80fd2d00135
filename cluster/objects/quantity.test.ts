import { expect, test } from 'vitest';
import { sameQuantity } from './quantity.ts';

test.each<[unknown, unknown]>([
  ['1000m', 1],
  ['1000000u', '1'],
  ['1000000000n', '1'],
  ['1k', 1000],
  ['1M', '1000k'],
  ['1G', '1000M'],
  ['1T', '1000G'],
  ['1P', '1000T'],
  ['1E', '1000P'],
  ['1Ki', 1024],
  ['1Mi', '1024Ki'],
  ['1Gi', '1024Mi'],
  ['1Ti', '1024Gi'],
  ['1Pi', '1024Ti'],
  ['1Ei', '1024Pi'],
  ['+0.5', '500m'],
  ['-1', '-1000m'],
  ['0', '0m'],
])('%j and %j are the same', (one, other) => {
  expect([sameQuantity(one, other), sameQuantity(other, one)]).toEqual([true, true]);
});

test.each<[unknown, unknown]>([
  ['1', '1001m'],
  ['1G', '1Gi'],
  ['1', '-1'],
  ['1Xi', '1Xi'],
  ['1.2.3', '1.2.3'],
  ['one', 'one'],
  [undefined, undefined],
  ['1', 'x'],
  ['0', '1n'],
])('%j and %j are not known to be the same', (one, other) => {
  expect([sameQuantity(one, other), sameQuantity(other, one)]).toEqual([false, false]);
});
