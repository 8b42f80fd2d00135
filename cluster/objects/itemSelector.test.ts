import { expect, test } from 'vitest';
import { conditionsOf } from './itemSelector.ts';

test('an item is named by its fields, or by itself', () => {
  expect(conditionsOf('name="web"')).toEqual([{ key: 'name', value: '"web"' }]);
  expect(conditionsOf('port=80,protocol="TCP"')).toEqual([
    { key: 'port', value: '80' },
    { key: 'protocol', value: '"TCP"' },
  ]);
  expect(conditionsOf('="a,b"')).toEqual([{ key: '', value: '"a,b"' }]);
  expect(conditionsOf('name="say \\"a,b\\"",x=1')).toEqual([
    { key: 'name', value: '"say \\"a,b\\""' },
    { key: 'x', value: '1' },
  ]);
});

test('what names nothing is none', () => {
  expect(conditionsOf('')).toEqual([]);
  expect(conditionsOf('name')).toEqual([]);
  expect(conditionsOf('a b="c"')).toEqual([]);
});
