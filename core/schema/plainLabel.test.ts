import { expect, test } from 'vitest';
import { plainLabel } from './plainLabel.ts';
import type { TypeSchema } from './schema.ts';

const holderOf = (...names: string[]): TypeSchema => ({
  properties: Object.fromEntries(names.map((name) => [name, {}])),
});
const label = (...path: (string | number)[]) =>
  plainLabel(path, holderOf(String(path.at(-1))), 'CephCluster');

test('a field without words is called by its name and what it belongs to', () => {
  expect(label('spec', 'privateKey', 'rotationPolicy')).toBe('Rotation policy of the private key.');
  expect(label('spec', 'dnsNames')).toBe('DNS names of the ceph cluster.');
  expect(label('spec', 'policies', 0, 'name')).toBe('Name of the policy.');
  expect(label('metrics', 'http_port')).toBe('HTTP port of the metrics.');
});

test('a key that the author made up, and a name without letters, are called nothing', () => {
  expect(plainLabel(['spec', 'config', 'my.key'], holderOf(), 'Kafka')).toBeUndefined();
  expect(plainLabel(['spec', 'items', 0], holderOf('items'), 'Kafka')).toBeUndefined();
  expect(label('spec', '--')).toBeUndefined();
});
