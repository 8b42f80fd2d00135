import { expect, test } from 'vitest';
import { fieldText, hasField, stepInto, unionOf, valueAt } from './managedFields.ts';

test('the union has every place of both, and a place that has places below it is still one', () => {
  expect(
    unionOf([
      { 'f:data': { 'f:a': {} }, 'f:spec': { 'f:env': {} } },
      {
        'f:data': { '.': {}, 'f:b': {} },
        'f:spec': { 'f:env': { 'k:{"name":"A"}': { '.': {} } } },
      },
      { 'f:data': {} },
    ]),
  ).toEqual({
    'f:data': { '.': {}, 'f:a': {}, 'f:b': {} },
    'f:spec': { 'f:env': { '.': {}, 'k:{"name":"A"}': { '.': {} } } },
  });
});

test('places are found in objects by field, by keys, by value and by index', () => {
  const object = { a: { 'b.c': [{ port: 80 }, { port: 80, protocol: 'UDP' }, 'x', 5] } };
  const list = ['f:a', 'f:b.c'];
  const at = (key: string) => valueAt(object, [...list, key]);
  expect(at('k:{"port":80,"protocol":"UDP"}')).toEqual({ port: 80 });
  expect(at('k:{"protocol":"UDP"}')).toEqual({ port: 80, protocol: 'UDP' });
  expect([at('v:"x"'), at('v:5'), at('i:3'), at('i:9'), at('v:broken')]).toEqual([
    'x',
    5,
    5,
    undefined,
    undefined,
  ]);
  expect(stepInto({ constructor: undefined }, 'f:toString')).toBeUndefined();
  expect(hasField({ 'f:a': { 'f:b': {} } }, ['f:a', 'f:b'])).toBe(true);
  expect(hasField({ 'f:a': {} }, ['f:a', 'f:constructor'])).toBe(false);
});

test('places are written as the API server writes them', () => {
  expect(fieldText(['f:spec', 'f:ports', 'k:{"port":80,"protocol":"TCP"}', 'f:name'])).toBe(
    'spec.ports[port=80,protocol="TCP"].name',
  );
  expect(fieldText(['f:metadata', 'f:labels', 'f:app.kubernetes.io/name'])).toBe(
    'metadata.labels[app.kubernetes.io/name]',
  );
  expect(fieldText(['f:metadata', 'f:finalizers', 'v:"x/y"'])).toBe('metadata.finalizers[="x/y"]');
});
