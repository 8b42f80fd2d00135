import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { usersContext } from './usersContext.ts';

const folder = mkdtempSync(join(tmpdir(), 'dpm-users-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const missing = join(folder, 'missing');
const empty = file('empty', '');
const broken = file('broken', 'current-context: [');
const named = file('named', 'current-context: prod');

test('the first file that names a context decides', () => {
  const list = [missing, empty, broken, named].join(delimiter);
  expect(usersContext(list)).toEqual({ file: named, name: 'prod' });
});

test('without a context in use, the first file is named', () => {
  expect(usersContext([missing, empty, broken].join(delimiter))).toEqual({ file: empty });
});

test('without a file there is nothing', () => {
  expect(usersContext(missing)).toBeUndefined();
});
