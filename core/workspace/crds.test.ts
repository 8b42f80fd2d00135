import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Disk } from './disk/disk.ts';
import { crdsOnDisk, folderOf, thingCrd } from './testing.ts';

test('a CRD is read when its schema is needed; a file that is gone has none', async () => {
  const path = join(folderOf({ 'crd.yaml': thingCrd }), 'crd.yaml');
  const disk = new Disk(undefined, [path]);
  const [found] = await crdsOnDisk(disk, path, 1_000_000);
  expect(found?.value()).toMatchObject({ spec: { group: 'example.com' } });
  rmSync(path);
  expect(found?.value()).toBeUndefined();
  expect(await crdsOnDisk(disk, path, 1_000_000)).toEqual([]);
});

test('files above the size limit are left out', async () => {
  const path = join(folderOf({ 'crd.yaml': thingCrd }), 'crd.yaml');
  const disk = new Disk(undefined, [path]);
  expect(await crdsOnDisk(disk, path, 100)).toEqual([]);
});

test('a CRD that could only be read slowly is left out with the reason, once', async () => {
  const fields = Array.from({ length: 5_000 }, (_, index) => `f${String(index)}: {type: string}`);
  const inFlow = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {group: example.com, x: {${fields.join(', ')}}}\n`;
  const path = join(folderOf({ 'flow.yaml': inFlow, 'crd.yaml': thingCrd }), 'flow.yaml');
  const said: string[] = [];
  const disk = new Disk((sentence) => said.push(sentence), [path, join(dirname(path), 'crd.yaml')]);
  expect(await crdsOnDisk(disk, path, 1_000_000)).toEqual([]);
  expect(await crdsOnDisk(disk, path, 1_000_000)).toEqual([]);
  expect(await crdsOnDisk(disk, join(dirname(path), 'crd.yaml'), 1_000_000)).toHaveLength(1);
  expect(said).toEqual([
    expect.stringContaining('flow.yaml is not read: it mentions CRDs, and is too long'),
  ]);
});
