import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { tar, tgz, type TarEntry } from '../../../test/harness/tar.ts';
import { filesOfTgz } from './archive.ts';

const limits = { maxBytes: 1_000_000, maxEntries: 100 };
const wanted = new Map([
  ['a/Chart.yaml', 1_000],
  ['a/values.schema.json', 1_000],
]);
const chart: TarEntry = { name: 'a/Chart.yaml', data: 'name: a\n' };
const schema: TarEntry = { name: 'a/values.schema.json', data: '{}' };
const other = (size: number): TarEntry => ({ name: 'a/other', data: 'x'.repeat(size) });

/** What is found in an archive: `NAME=TEXT`, or why nothing is. */
async function found(packed: Uint8Array): Promise<string[] | string> {
  const unpacked = await filesOfTgz(packed, wanted, limits);
  return unpacked.ok ? [...unpacked.files].map((file) => file.join('=')) : unpacked.reason;
}

test('wanted files are found wherever they stand, as they first come', async () => {
  expect(await found(tgz([other(5_000), schema, other(0), chart]))).toEqual([
    'a/values.schema.json={}',
    'a/Chart.yaml=name: a\n',
  ]);
  expect(await found(tgz([chart, { ...chart, data: 'name: b\n' }]))).toEqual([
    'a/Chart.yaml=name: a\n',
  ]);
  expect(await found(tgz([]))).toEqual([]);
});

test('once all is found nothing more is unpacked', async () => {
  const packed = tgz([chart, schema, other(900_000), other(900_000)]);
  expect(await found(packed)).toHaveLength(2);
  const { bytes } = await filesOfTgz(packed, wanted, limits);
  expect(bytes).toBeLessThan(200_000);
});

test('long names, of either kind, count', async () => {
  const long = { name: 'x', type: 'L', data: 'a/Chart.yaml\0' };
  const pax = { name: 'x', type: 'x', data: '21 path=a/Chart.yaml\n' };
  const file = { ...chart, name: 'y' };
  expect(await found(tgz([long, file]))).toEqual(['a/Chart.yaml=name: a\n']);
  expect(await found(tgz([pax, file]))).toEqual(['a/Chart.yaml=name: a\n']);
});

test('names that climb and links are not what is wanted', async () => {
  const entries = [
    { name: '../a/Chart.yaml', data: 'name: b\n' },
    { name: '/a/Chart.yaml', data: 'name: b\n' },
    { name: 'a/Chart.yaml', type: '2', link: '/etc/passwd' },
    { name: 'a/values.schema.json', type: '1', link: '/etc/passwd' },
    { name: 'a/Chart.yaml', type: '5' },
    { name: 'a/Chart.yaml', type: '6' },
  ];
  expect(await found(tgz(entries))).toEqual([]);
});

const noArchive = 'it is no whole archive of a chart';

test.each<readonly [string, Uint8Array, string]>([
  ['nothing', Buffer.alloc(0), noArchive],
  ['no gzip', Buffer.from('not gzip'), noArchive],
  ['a truncated archive', tgz([chart, other(9_000)]).subarray(0, 90), noArchive],
  ['an archive within an archive', gzipSync(tgz([chart])), noArchive],
  ['more behind the gzip', Buffer.concat([tgz([chart]), Buffer.from('more')]), noArchive],
  ['a damaged header', tgz([{ ...chart, isDamaged: true }]), noArchive],
  ['a negative size', tgz([{ ...chart, size: '-0000000001\0' }]), noArchive],
  [
    'a size of 30,000 digits in a pax header',
    tgz([{ name: 'x', type: 'x', data: `30015 size=${'9'.repeat(30_000)}\n` }, chart]),
    'a/Chart.yaml in it has more than 0.001 MB',
  ],
  [
    'a negative size in a pax header',
    tgz([{ name: 'x', type: 'x', data: '12 size=-99\n' }, chart]),
    noArchive,
  ],
  [
    'a size in binary',
    tgz([{ ...chart, size: '\x80\0\0\0\0\0\0\0\0\xff\0\0' }]),
    'a/Chart.yaml in it has more than 0.001 MB',
  ],
  [
    'a size beyond all bounds',
    tgz([{ ...chart, size: 8_000_000_000 }]),
    'a/Chart.yaml in it has more than 0.001 MB',
  ],
  ['a size beyond the end', tgz([{ ...other(0), size: 8_000_000_000 }, chart]), noArchive],
  ['a long name of 5 MB', tgz([{ name: 'x', type: 'L', size: 5_000_000 }, chart]), noArchive],
  [
    'a large file',
    tgz([{ ...chart, data: 'x'.repeat(1_001) }]),
    'a/Chart.yaml in it has more than 0.001 MB',
  ],
  [
    'too many files',
    tgz(Array.from({ length: 101 }, () => other(0))),
    'it holds more than 100 files',
  ],
  ['zeros', gzipSync(Buffer.alloc(2_000_000)), 'unpacked it has more than 1 MB'],
  [
    'more than may be unpacked',
    tgz([other(600_000), other(600_000), chart]),
    'unpacked it has more than 1 MB',
  ],
])('%s is left out with the reason', async (_, packed, reason) => {
  expect(await found(packed)).toBe(reason);
});

test('a header without an end takes time by its length only', async () => {
  const steps = async (length: number): Promise<number> => {
    const packed = gzipSync(tar([{ name: 'x', type: 'x', data: '1'.repeat(length) }, chart]));
    const before = process.cpuUsage();
    await filesOfTgz(packed, wanted, { maxBytes: 10_000_000, maxEntries: 100 });
    return process.cpuUsage(before).user;
  };
  await steps(1_000);
  expect(await steps(1_600_000)).toBeLessThan(20 * (await steps(400_000)) + 200_000);
});
