import { expect, test } from 'vitest';
import { formatFieldPath, parseFieldPath } from './fieldPath.ts';

const pod = {
  metadata: { labels: { 'app.kubernetes.io/name': 'web', app: 'x' } },
  spec: {
    containers: [
      { name: 'a', ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }] },
      { name: 'b"c' },
    ],
  },
  finalizers: ['one', 'two'],
  data: { 'my.key': 'v', '3': 'three' },
};

test.each([
  ['spec.containers[0].image', ['spec', 'containers', 0, 'image']],
  ['.spec.containers[name="a"].image', ['spec', 'containers', 0, 'image']],
  ['.spec.containers[name="b\\"c"].image', ['spec', 'containers', 1, 'image']],
  [
    '.spec.containers[name="a"].ports[containerPort=80,protocol="UDP"]',
    ['spec', 'containers', 0, 'ports', 1],
  ],
  [
    '.spec.containers[name="a"].ports[containerPort=80,protocol="TCP"].name',
    ['spec', 'containers', 0, 'ports', 0, 'name'],
  ],
  ['.metadata.labels.app.kubernetes.io/name', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['metadata.labels[app.kubernetes.io/name]', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['metadata.labels.app', ['metadata', 'labels', 'app']],
  ['.finalizers[="two"]', ['finalizers', 1]],
  ['data[my.key]', ['data', 'my.key']],
  ['data[3]', ['data', '3']],
  ['', []],
  ['<nil>', []],
])('finds %s in the object', (field, path) => {
  expect(parseFieldPath(field, pod)).toEqual(path);
});

test('an item that the object does not have ends the path at its list', () => {
  expect(parseFieldPath('.spec.containers[name="gone"].image', pod)).toEqual([
    'spec',
    'containers',
  ]);
});

test('without an object dots and brackets alone decide', () => {
  expect(parseFieldPath('spec.ports[2].name')).toEqual(['spec', 'ports', 2, 'name']);
});

test('writes a path back', () => {
  expect(formatFieldPath(['spec', 'containers', 0, 'image'])).toBe('spec.containers[0].image');
  expect(formatFieldPath(['metadata', 'labels', 'a.b/c'])).toBe('metadata.labels[a.b/c]');
  expect(formatFieldPath([])).toBe('');
});
