import { expect, test } from 'vitest';
import {
  doubledKeyPath,
  fractionPaths,
  quantityPaths,
  refineCause,
  secondDuplicate,
  typedFieldPath,
} from './sentObject.ts';

test.each<[string, unknown, readonly (string | number)[]]>([
  [
    'string',
    { spec: { containers: [{ image: 1 }, { image: 'a' }] } },
    ['spec', 'containers', 1, 'image'],
  ],
  ['number', { spec: { containers: [{}, { image: 1 }] } }, ['spec', 'containers', 1, 'image']],
  [
    'number',
    { spec: { containers: [{ image: 12345678901234567890n }] } },
    ['spec', 'containers', 0, 'image'],
  ],
  [
    'bool',
    { spec: { containers: [{ image: 'a' }, { image: true }] } },
    ['spec', 'containers', 1, 'image'],
  ],
  ['array', { spec: { containers: { image: [1] } } }, ['spec', 'containers', 'image', 0]],
  ['string', { spec: {} }, ['spec', 'containers', 'image']],
  ['string', 'text', ['spec', 'containers', 'image']],
])('of fields without an index the first with a %s counts', (type, object, path) => {
  const found = typedFieldPath(['spec', 'containers', 'image'], object, type);
  expect(type === 'array' ? found.slice(0, 3) : found).toEqual(
    type === 'array' ? path.slice(0, 3) : path,
  );
});

test('a key that is given twice is found by its line', () => {
  const text = 'a:\n  b: 1\n  b: 2\nb: 3\nb: 4\n';
  expect(doubledKeyPath(text, 3, 'b')).toEqual(['a', 'b']);
  expect(doubledKeyPath(text, 5, 'b')).toEqual(['b']);
  expect(doubledKeyPath(text, 4, 'b')).toEqual([]);
  expect(doubledKeyPath(text, 99, 'b')).toEqual([]);
  expect(doubledKeyPath(text, 3, 'c')).toEqual([]);
});

test('quantities that cannot be read are found where quantities stand, and numbers with a fraction elsewhere', () => {
  const object = {
    replicas: 1.5,
    count: 2,
    list: [{ resources: { requests: { cpu: '1.5', memory: '2Gb', disk: '1e3', other: null } } }],
    sizeLimit: 'much',
    limits: { cpu: 0.5, small: '.5', wide: '-1Ki' },
  };
  expect(quantityPaths(object)).toEqual([
    ['list', 0, 'resources', 'requests', 'memory'],
    ['sizeLimit'],
  ]);
  expect(fractionPaths(object)).toEqual([['replicas']]);
});

test('of entries with one key the second is meant', () => {
  const object = { env: [{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }] };
  const words = 'duplicate entries for key [name="a"]';
  expect(secondDuplicate(['env'], words, object)).toEqual(['env', 2]);
  expect(secondDuplicate(['env'], 'duplicate entries for key [name="b"]', object)).toEqual(['env']);
  expect(secondDuplicate(['env'], 'twice', object)).toEqual(['env']);
  expect(secondDuplicate(['other'], words, object)).toEqual(['other']);
});

test('a mapping is narrowed to the one entry with the value or key that is refused', () => {
  const object = { metadata: { labels: { a: 'x y', b: 'z', 'c d': 'e' } } };
  const path = ['metadata', 'labels'];
  const refined = (message: string) => refineCause({ path, reason: '', message }, object).path;
  expect(refined('Invalid value: "x y": no label')).toEqual([...path, 'a']);
  expect(refined('Invalid value: "c d": no label')).toEqual([...path, 'c d']);
  expect(refined('Invalid value: "other": no label')).toEqual(path);
  expect(refined('Required value')).toEqual(path);
  const twice = { metadata: { labels: { a: 'x', b: 'x' } } };
  expect(refineCause({ path, reason: '', message: 'Invalid value: "x"' }, twice).path).toEqual(
    path,
  );
  expect(
    refineCause({ path: ['kind'], reason: '', message: 'Invalid value: "x"' }, { kind: 'x' }).path,
  ).toEqual(['kind']);
});
