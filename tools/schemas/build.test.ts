import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { unpackIndex, type PackedIndex } from '../../core/schema/packedIndex.ts';
import type { SchemaBundle } from '../../core/schema/schema.ts';
import { buildSchemas } from './build.ts';

const out = mkdtempSync(path.join(tmpdir(), 'schemas-'));
afterAll(() => {
  rmSync(out, { recursive: true });
});
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names what a file holds
const read = <T>(name: string): T => JSON.parse(readFileSync(path.join(out, name), 'utf8')) as T;

test('a build writes the bundles and an index of all kinds, a second one nothing', () => {
  writeFileSync(path.join(out, 'left.over.json'), '{}');
  expect(buildSchemas(out).built).toBe(true);
  const files = readdirSync(out);
  expect(files).toContain('io.k8s.api.core.v1.json');
  expect(files).not.toContain('left.over.json');
  const claim = unpackIndex(read<PackedIndex>('index.json')).find(
    ({ kind }) => kind === 'PersistentVolumeClaim',
  );
  expect(claim).toMatchObject({
    group: '',
    version: 'v1',
    plural: 'persistentvolumeclaims',
    namespaced: true,
    bundle: 'io.k8s.api.core.v1',
    shortNames: ['pvc'],
  });
  expect(buildSchemas(out).built).toBe(false);
});

test('fields have what the type alone does not say', () => {
  buildSchemas(out);
  const core = read<SchemaBundle>('io.k8s.api.core.v1.json');
  expect(core.PersistentVolumeClaimSpec?.required).toEqual(['accessModes', 'resources']);
  expect(core.PodSpec?.properties?.restartPolicy).toMatchObject({
    enum: ['Always', 'Never', 'OnFailure'],
    default: 'Always',
  });
  expect(core.Pod?.properties?.kind).toMatchObject({ type: 'string', enum: ['Pod'] });
  expect(core.Pod?.properties?.status?.['x-read-only']).toBe(true);
  expect(core.PartialContainer?.required).toBeUndefined();
});

test('the schemas stay small: below 2.5 MB in the package', () => {
  buildSchemas(out);
  const bytes = readdirSync(out).reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(out, file))).length,
    0,
  );
  expect(bytes).toBeLessThan(2_500_000);
});
