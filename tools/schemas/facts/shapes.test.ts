import { expect, test } from 'vitest';
import type { CrdFacts, FactSchema } from './facts.ts';
import { expandShapes, shareShapes } from './shapes.ts';

const crd = (schema: FactSchema): CrdFacts => ({
  group: 'example.com',
  scope: 'Namespaced',
  names: { kind: 'Kettle', plural: 'kettles' },
  versions: [{ name: 'v1', served: true, storage: true, schema }],
});
const key: FactSchema = {
  type: 'string',
  pattern: '^([a-z0-9-]+)$',
  minLength: 1,
  maxLength: 253,
  default: 'a',
};
const selector: FactSchema = {
  type: 'object',
  required: ['key', 'name'],
  properties: { key, name: { type: 'string' } },
};

test('what stands in several places becomes a shape, named like its field', () => {
  const before = [
    crd({ properties: { from: selector, to: { items: selector }, name: { type: 'string' } } }),
    crd({ properties: { to: { additionalProperties: selector }, key } }),
  ];
  const { crds, shapes } = shareShapes(before);
  expect(shapes).toEqual({
    from: { ...selector, properties: { key: { $ref: 'key' }, name: { type: 'string' } } },
    key,
  });
  expect(crds[0]?.versions[0]?.schema.properties).toEqual({
    from: { $ref: 'from' },
    to: { items: { $ref: 'from' } },
    name: { type: 'string' },
  });
  expect(expandShapes(crds, shapes)).toEqual(before);
});

test('two shapes of the same name are told apart', () => {
  const other = { ...selector, required: ['key'] };
  const before = [
    crd({
      properties: { a: { properties: { from: selector } }, b: selector, from: other, c: other },
    }),
  ];
  const { crds, shapes } = shareShapes(before);
  expect(Object.keys(shapes).sort()).toEqual(['from', 'from2', 'key']);
  expect(expandShapes(crds, shapes)).toEqual(before);
});

test('a field that is named $ref is no reference', () => {
  const before = [crd({ properties: { $ref: key, constructor: key } })];
  const { crds, shapes } = shareShapes(before);
  expect(expandShapes(crds, shapes)).toEqual(before);
});

test('a reference to a shape that is not there is said', () => {
  expect(() => expandShapes([crd({ $ref: 'gone' })], {})).toThrow('There is no shape gone');
});
