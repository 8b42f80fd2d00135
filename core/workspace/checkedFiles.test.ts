import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CheckedFiles } from './checkedFiles.ts';
import { Disk } from './disk/disk.ts';
import { folderOf } from './testing.ts';

const files = {
  'a.yaml': '',
  'deep/b.yml': '',
  'deep/c.json': '',
  'deep/note.txt': '',
  'built/d.yaml': '',
  'built/keep/e.yaml': '',
  'deep/own.tmp.yaml': '',
  'node_modules/x/f.yaml': '',
  '.git/g.yaml': '',
  '.gitignore': 'built/\n',
  'deep/.gitignore': '*.tmp.yaml\n',
};

test('a path is one of the files that are checked where the walk finds it, and only there', async () => {
  const folder = folderOf(files);
  const checked = new CheckedFiles(new Disk(undefined, [folder]), folder);
  const found: string[] = [];
  for await (const path of checked.all()) found.push(path);
  expect(found.sort()).toEqual(
    ['a.yaml', 'deep/b.yml', 'deep/c.json'].map((name) => join(folder, name)),
  );
  const included = Object.keys(files).filter((name) => checked.includes(join(folder, name)));
  expect(included.map((name) => join(folder, name)).sort()).toEqual(found);
});

test('what lies beside the folder is none of them', () => {
  const folder = folderOf(files);
  const checked = new CheckedFiles(new Disk(undefined, [folder]), join(folder, 'deep'));
  expect(checked.includes(join(folder, 'a.yaml'))).toBe(false);
  expect(checked.includes(join(folder, 'deep/b.yml'))).toBe(true);
});
