import {
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Disk } from './disk.ts';
import { Disk as DiskWithoutRoots } from './disk.ts';
import { diskPlaces } from './testing.ts';

/** Both ways to read say the same. */
async function read(disk: Disk, path: string, maxBytes = 100): Promise<string | undefined> {
  const later = await disk.readBytesLater(path, maxBytes);
  const now = disk.readText(path, maxBytes);
  expect(later?.toString()).toBe(now);
  return now;
}

test('a regular file below a root is read, one that is not there is nothing to speak of', async () => {
  const { disk, inside, said, write } = diskPlaces();
  expect(await read(disk, write(join(inside, 'a/b.yaml')))).toBe('a: 1\n');
  expect(await read(disk, write(join(inside, '..c'), ''))).toBe('');
  expect(await read(disk, join(inside, 'gone.yaml'))).toBeUndefined();
  expect(await read(disk, join(inside, 'a/b.yaml/c'))).toBeUndefined();
  expect(said).toEqual([]);
});

test('pipes, sockets, folders and devices are no files', async () => {
  const { disk, inside, said, pipe } = diskPlaces();
  mkdirSync(join(inside, 'folder.yaml'));
  const socket = createServer();
  await new Promise<void>((resolve) => socket.listen(join(inside, 'socket.yaml'), resolve));
  onTestFinished(() => void socket.close());
  pipe(join(inside, 'pipe.yaml'));
  for (const name of ['folder.yaml', 'socket.yaml', 'pipe.yaml'])
    expect(await read(disk, join(inside, name))).toBeUndefined();
  expect(said).toEqual([
    'IN/folder.yaml is not read: it is a folder',
    'IN/socket.yaml is not read: it is no file',
    'IN/pipe.yaml is not read: it is no file',
  ]);
});

test('a link leads to a file below the root only, by whatever way', async () => {
  const { disk, inside, outside, said, write, pipe } = diskPlaces();
  write(join(outside, 'secret.yaml'), 'password: x\n');
  pipe(join(outside, 'pipe'));
  write(join(inside, 'own.yaml'));
  const links = {
    'own-link.yaml': 'own.yaml',
    'file.yaml': join(outside, 'secret.yaml'),
    'relative.yaml': '../out/secret.yaml',
    folder: outside,
    'zero.yaml': '/dev/zero',
    'stdin.yaml': '/dev/stdin',
    'pipe.yaml': join(outside, 'pipe'),
    'self.yaml': 'self.yaml',
    'one.yaml': 'two.yaml',
    'two.yaml': 'three.yaml',
    'three.yaml': '../in/folder/secret.yaml',
    up: '..',
    dangling: join(outside, 'nothing'),
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(inside, name));
  expect(await read(disk, join(inside, 'own-link.yaml'))).toBe('a: 1\n');
  expect(await read(disk, join(inside, 'up/in/own.yaml'))).toBe('a: 1\n');
  const others = Object.keys(links).slice(1, -2);
  for (const name of [...others, 'folder/secret.yaml', 'up/out/secret.yaml', 'dangling'])
    expect([name, await read(disk, join(inside, name))]).toEqual([name, undefined]);
  expect(new Set(said.map((sentence) => sentence.split(' is not read: ')[1]))).toEqual(
    new Set(['a link leads outside of the folders that are open', 'its link leads to itself']),
  );
});

test('what lies outside is not looked at, and said once', async () => {
  const { disk, inside, outside, said, write } = diskPlaces();
  const path = write(join(outside, 'a.yaml'));
  for (let time = 0; time < 3; time++) expect(await read(disk, path)).toBeUndefined();
  expect(await read(disk, join(inside, '../out/a.yaml'))).toBeUndefined();
  expect(await read(disk, join(inside, '../inner/a.yaml'))).toBeUndefined();
  expect(said[0]).toBe('OUT/a.yaml is not read: it lies outside of the folders that are open');
  expect(disk.list(outside)).toEqual([]);
  symlinkSync(outside, join(inside, 'link'));
  expect(disk.list(join(inside, 'link'))).toEqual([]);
  expect(disk.list(inside)).toEqual(['link']);
});

test('a root that is itself a link is where it leads to', async () => {
  const { inside, outside, write } = diskPlaces();
  write(join(inside, 'a.yaml'));
  symlinkSync(inside, join(outside, 'link'));
  const disk = new DiskWithoutRoots(undefined, [join(outside, 'link')]);
  expect(await read(disk, join(outside, 'link/a.yaml'))).toBe('a: 1\n');
  expect(await read(disk, join(inside, 'a.yaml'))).toBe('a: 1\n');
  expect(await read(disk, write(join(outside, 'b.yaml')))).toBeUndefined();
});

test('a root may come, go and come again', async () => {
  const { disk, inside, write } = diskPlaces();
  const path = write(join(inside, 'a.yaml'));
  renameSync(inside, `${inside}-away`);
  expect(await read(disk, path)).toBeUndefined();
  renameSync(`${inside}-away`, inside);
  expect(await read(disk, path)).toBe('a: 1\n');
});

test('a large file is left out by its size, and costs nothing', async () => {
  const { disk, inside, said, write } = diskPlaces();
  const path = write(join(inside, 'sparse.yaml'), '');
  truncateSync(path, 2 ** 40);
  const before = process.memoryUsage().rss;
  expect(await read(disk, path)).toBeUndefined();
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  expect(said).toEqual(['IN/sparse.yaml is not read: it has 1099511.6 MB, the limit is 0.1 kB']);
});

test('a file that vanishes, shrinks or is replaced while it is read is no fault', async () => {
  const { disk, inside, outside, write, pipe } = diskPlaces();
  const path = join(inside, 'a.yaml');
  write(join(outside, 'secret.yaml'), 'password: x\n');
  const states = [
    () => write(path, 'a'.repeat(90)),
    () => truncateSync(path, 3),
    () => rmSync(path),
    () => symlinkSync(join(outside, 'secret.yaml'), path),
    () => rmSync(path),
    () => pipe(path),
    () => rmSync(path),
  ];
  const seen = new Set<string | undefined>();
  for (let round = 0; round < 30; round++) {
    const reading = Array.from({ length: 20 }, () => disk.readBytesLater(path, 100));
    for (const state of states) {
      state();
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const bytes of await Promise.all(reading)) seen.add(bytes?.toString());
  }
  expect([...seen].filter((text) => text !== undefined && !/^a*$/.test(text))).toEqual([]);
});

test('what may not be read is said, in one line whatever its name', async () => {
  const { disk, inside, said, write } = diskPlaces();
  const path = write(join(inside, 'closed.yaml'));
  chmodSync(path, 0);
  // The superuser reads it anyway.
  const text = await read(disk, path);
  if (text === undefined) expect(said).toEqual(['IN/closed.yaml is not read: you may not read it']);
  await read(disk, '/else\nwhere\u001b[31m');
  expect(said.at(-1)).toMatch(/^\/else.where.\[31m is not read: it lies outside/);
  expect(await read(disk, join(inside, 'a\0b'))).toBeUndefined();
  expect(await read(disk, join(inside, 'x'.repeat(5_000)))).toBeUndefined();
  expect(said.every((sentence) => sentence.length < 500)).toBe(true);
});

test('after two hundred sentences no more are said', () => {
  const { disk, said } = diskPlaces();
  for (let at = 0; at < 500; at++) disk.readText(`/outside/${at}`);
  expect(said).toHaveLength(201);
  expect(said.at(-1)).toBe('more files are not read; they are not named');
});

test('the walk gives out files in order, follows no link to a folder and ends in a circle', async () => {
  const { disk, inside, outside, write, pipe } = diskPlaces();
  for (const name of ['b.yaml', 'a/c.yaml', 'a/skipped/d.yaml', 'e.txt']) write(join(inside, name));
  write(join(outside, 'f.yaml'));
  symlinkSync('..', join(inside, 'a/circle'));
  symlinkSync(outside, join(inside, 'elsewhere'));
  symlinkSync(join(outside, 'f.yaml'), join(inside, 'link.yaml'));
  linkSync(join(inside, 'b.yaml'), join(inside, 'z.yaml'));
  pipe(join(inside, 'pipe.yaml'));
  const wanted = {
    file: (name: string) => name.endsWith('.yaml'),
    folder: (name: string) => name !== 'skipped',
  };
  const all = async (folder: string, withLinks = false): Promise<string[]> => {
    const found: string[] = [];
    for await (const path of disk.filesBelow(folder, { ...wanted, withLinks }))
      found.push(path.slice(inside.length + 1));
    return found;
  };
  expect(await all(inside)).toEqual(['b.yaml', 'z.yaml', 'a/c.yaml']);
  expect(await all(inside, true)).toEqual(['b.yaml', 'link.yaml', 'z.yaml', 'a/c.yaml']);
  expect(await all(outside)).toEqual([]);
});

test('the folders around a path end at the root', () => {
  const { disk, inside } = diskPlaces();
  expect([...disk.foldersAround(join(inside, 'a/b/c.yaml'))]).toEqual([
    join(inside, 'a/b'),
    join(inside, 'a'),
    inside,
  ]);
  expect([...disk.foldersAround('/elsewhere/c.yaml')]).toEqual([]);
});
