import { expect, test } from 'vitest';
import type { ObjectPlacesParams } from '../../shared/protocol.ts';
import type { HandlerContext } from './handler.ts';
import { objectPlaces } from './objectPlaces.ts';

const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' };

test('places are looked for where an object is named, and for nothing else', () => {
  const asked: unknown[] = [];
  const analysis = { objectPlaces: (params: unknown) => asked.push(params) };
  const context = { analysis } as unknown as HandlerContext;
  const run = (params: unknown) => objectPlaces.run(params as ObjectPlacesParams, context);
  void run(ref);
  void run({ ...ref, namespace: 'ns' });
  expect(asked).toEqual([ref, { ...ref, namespace: 'ns' }]);
  for (const params of [null, 5, {}, { ...ref, name: 7 }, { ...ref, namespace: null }])
    expect(run(params)).toEqual([]);
  expect(asked).toHaveLength(2);
});
