import { expect, test } from 'vitest';
import { pinKey, pinOf, pinText } from './pins.ts';

const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lake', name: 'web' };
const shown = {
  ...{ apiVersion: 'v1', kind: 'Pod', namespaced: true },
  ...{ title: 'Pods', icon: 'package' },
};

test('rows of objects and folders can be pinned, others not', () => {
  expect(pinOf({ contextName: 'a', ref, uid: 'u' })).toEqual({ contextName: 'a', ref });
  const folder = { shown, namespaces: ['lake'] };
  expect(pinOf({ id: 'x', contextName: 'a', folder })).toEqual({ contextName: 'a', folder });
  for (const row of [undefined, 'selection', {}, { contextName: 'a' }, { ref }])
    expect(pinOf(row)).toBeUndefined();
});

test('the same object in another version has the same pin, an object of another group has not', () => {
  const keyOf = (apiVersion: string) => pinKey({ contextName: 'a', ref: { ...ref, apiVersion } });
  expect(keyOf('apps/v1beta1')).toBe(keyOf('apps/v1'));
  expect(keyOf('other/v1')).not.toBe(keyOf('apps/v1'));
  expect(pinKey({ contextName: 'b', ref })).not.toBe(pinKey({ contextName: 'a', ref }));
});

test('a folder of one namespace is another one than that of all', () => {
  const all = { contextName: 'a', folder: { shown } };
  const one = { contextName: 'a', folder: { shown, namespaces: ['lake'] } };
  expect(pinKey(one)).not.toBe(pinKey(all));
  expect([pinText(all), pinText(one), pinText({ contextName: 'a', ref })]).toEqual([
    'Pods',
    'Pods in lake',
    'lake/web',
  ]);
});
