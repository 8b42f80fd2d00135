import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { Disk } from './disk/disk.ts';
import type { Extractor } from './extractor.ts';
import { Scan } from './scan.ts';
import { folderOf } from './testing.ts';

/** An extractor that takes files with a word, and the scan with it; `known` is what it has taken. */
function scanOf(files: Record<string, string>, { maxFiles = 100, word = 'thing' } = {}) {
  const folder = folderOf(files);
  const known = new Map<string, string>();
  const events: string[] = [];
  /** Called with each file that is taken, before it counts. */
  const hooks: { onTake?: (name: string) => void } = {};
  const extractor: Extractor = {
    summary: '',
    mayHold: ({ bytes }) => bytes.includes(word),
    async take({ path, bytes }) {
      const name = relative(folder, path);
      await Promise.resolve();
      hooks.onTake?.(name);
      known.set(name, bytes.toString());
    },
    drop: (path) => void known.delete(relative(folder, path)),
    keepOnly: () => undefined,
    settled: () => void events.push('settled'),
  };
  const disk = new Disk(undefined, [folder]);
  const scan = new Scan({ disk, extractors: [extractor], maxBytes: () => 1000, maxFiles });
  return { scan, folder, known, events, hooks };
}

test('every manifest of the folders is read, but what lies in folders of other people', async () => {
  const { scan, folder, known, events } = scanOf({
    'a/one.yaml': 'thing: 1\n',
    'two.JSON': '{"thing": 2}',
    'three.yml': 'none of that sort\n',
    'node_modules/x/four.yaml': 'thing: 4\n',
    '.git/five.yaml': 'thing: 5\n',
    'six.txt': 'thing: 6\n',
    'large.yaml': `thing: ${'7'.repeat(1000)}\n`,
  });
  expect(await scan.run([folder])).toEqual({ count: 4, isCut: false });
  expect([...known.keys()].sort()).toEqual(['a/one.yaml', 'two.JSON']);
  expect(events).toEqual(['settled']);
});

test('the limit holds for all folders together, and says that it was reached', async () => {
  const { scan, folder, known } = scanOf(
    { 'a/1.yaml': 'thing', 'a/2.yaml': 'thing', 'b/3.yaml': 'thing', 'b/4.yaml': 'thing' },
    { maxFiles: 3 },
  );
  const folders = [join(folder, 'a'), join(folder, 'b')];
  expect(await scan.run(folders)).toEqual({ count: 3, isCut: true });
  expect([...known.keys()]).toEqual(['a/1.yaml', 'a/2.yaml', 'b/3.yaml']);
});

test('exactly as many files as the limit are not too many', async () => {
  const { scan, folder } = scanOf({ '1.yaml': 'a', '2.yaml': 'a' }, { maxFiles: 2 });
  expect(await scan.run([folder])).toEqual({ count: 2, isCut: false });
});

test('a file that changes counts anew, one that holds nothing any more or is gone is let go', async () => {
  const { scan, folder, known, events } = scanOf({ 'a.yaml': 'thing: 1', 'b.yaml': 'thing: 1' });
  await scan.run([folder]);
  writeFileSync(join(folder, 'a.yaml'), 'thing: 2');
  await scan.fileChanged(join(folder, 'a.yaml'));
  expect(known.get('a.yaml')).toBe('thing: 2');
  writeFileSync(join(folder, 'a.yaml'), 'empty');
  await scan.fileChanged(join(folder, 'a.yaml'));
  expect([...known.keys()]).toEqual(['b.yaml']);
  rmSync(join(folder, 'b.yaml'));
  scan.drop(join(folder, 'b.yaml'));
  expect([...known.keys()]).toEqual([]);
  expect(events).toHaveLength(4);
});

test('what was read before a file changed does not count after it', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `${index}.yaml`);
  const { scan, folder, known, hooks } = scanOf(
    Object.fromEntries(names.map((name) => [name, 'thing: old'])),
  );
  // All eight are read at once; the last is changed while the first is taken.
  let change: Promise<void> | undefined;
  hooks.onTake = (name) => {
    if (name !== '0.yaml') return;
    writeFileSync(join(folder, '7.yaml'), 'thing: new');
    change ??= scan.fileChanged(join(folder, '7.yaml'));
  };
  await scan.run([folder]);
  await change;
  expect(known.get('7.yaml')).toBe('thing: new');
});
