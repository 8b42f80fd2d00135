import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { tgz } from '../../test/harness/tar.ts';
import { diskPlaces } from '../workspace/disk/testing.ts';
import type { DiskChart } from './diskChart.ts';
import { PackedCharts } from './packedCharts.ts';

/** A folder with these archives, and a way to ask that waits for the answer. */
function charts(archives: Record<string, Uint8Array>) {
  const { disk, inside, said } = diskPlaces();
  for (const [name, bytes] of Object.entries(archives)) writeFileSync(join(inside, name), bytes);
  const packed = new PackedCharts(disk);
  const ask = (name: string, version?: string): DiskChart | 'pending' | undefined =>
    packed.find(inside, { name, key: name, conditions: [], ...(version && { version }) });
  const versionOf = async (name: string, version?: string): Promise<string | undefined> => {
    ask(name, version);
    await packed.settled;
    const found = ask(name, version);
    return found === 'pending' ? 'pending' : found?.version;
  };
  return { packed, said, ask, versionOf };
}

const chart = (name: string, version: string): Uint8Array =>
  tgz([{ name: `${name}/Chart.yaml`, data: `name: ${name}\nversion: ${version}\n` }]);

test('a chart is pending until it is read, and whoever waits is told once', async () => {
  const { packed, ask } = charts({
    'a-1.0.0.tgz': chart('a', '1.0.0'),
    'b-1.tgz': chart('b', '1'),
  });
  let told = 0;
  packed.didRead.on(() => told++);
  expect([ask('a'), ask('b'), ask('c')]).toEqual(['pending', 'pending', undefined]);
  await packed.settled;
  expect(told).toBe(1);
  expect(ask('a')).toMatchObject({ name: 'a', version: '1.0.0' });
});

test('of several versions the wanted one counts, else the newest that can be read', async () => {
  const { versionOf } = charts({
    'a-1.9.0.tgz': chart('a', '1.9.0'),
    'a-1.10.0.tgz': chart('a', '1.10.0'),
    'a-2.0.0.tgz': Buffer.from('broken'),
    'a-b-3.0.0.tgz': chart('a-b', '3.0.0'),
  });
  expect(await versionOf('a', '1.9.0')).toBe('1.9.0');
  expect(await versionOf('a', '^1.2.0')).toBe('1.10.0');
  expect(await versionOf('a-b')).toBe('3.0.0');
});

test('what was forgotten while it was read is read anew', async () => {
  const { packed, ask, versionOf } = charts({ 'a-1.0.0.tgz': chart('a', '1.0.0') });
  expect(ask('a')).toBe('pending');
  packed.forget();
  expect(await versionOf('a')).toBe('1.0.0');
});

test('a hundred archives of zeros are left out after the first few, with the reason', async () => {
  const zeros = gzipSync(Buffer.alloc(29_000_000));
  const archives = Array.from({ length: 100 }, (_, at) => [`dep${at}-1.0.0.tgz`, zeros] as const);
  const { said, versionOf } = charts(Object.fromEntries(archives));
  for (let at = 0; at < 100; at++) expect(await versionOf(`dep${at}`)).toBeUndefined();
  const reasons = said.map((sentence) => sentence.split(' is not read: ')[1]);
  expect(reasons.filter((reason) => reason?.startsWith('it is no whole archive'))).toHaveLength(4);
  expect(reasons.filter((reason) => reason?.startsWith('the packed charts'))).toHaveLength(96);
});
