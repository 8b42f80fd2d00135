// The exchange of files is a fake here: a file that is mounted by itself needs the rights of an administrator.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { changeKubeconfig } from './kubeconfigWrite.ts';

function kubeconfig(text: string): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-write-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'config');
  writeFileSync(file, text, { mode: 0o640 });
  return { folder, file };
}

const failing = (code: string) => () =>
  Promise.reject(Object.assign(new Error(`${code} of a test`), { code }));

test.each(['EBUSY', 'EXDEV', 'EACCES', 'EPERM'])(
  'a file that cannot be exchanged (%s) is written in its place',
  async (code) => {
    for (const text of ['short', 'a text that is longer than the one before\n']) {
      const { folder, file } = kubeconfig('current-context: before\n');
      const { ino } = statSync(file);
      const result = await changeKubeconfig(file, () => text, failing(code));
      expect(result).toEqual({ ok: true, value: file });
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect(statSync(file).ino).toBe(ino);
      expect(statSync(file).mode & 0o777).toBe(0o640);
      expect(readdirSync(folder)).toEqual(['config']);
    }
  },
);

test('a full disk leaves the file as it was', async () => {
  const { folder, file } = kubeconfig('a: 1\n');
  const result = await changeKubeconfig(file, () => 'b: 2\n', failing('ENOSPC'));
  expect(result).toMatchObject({ ok: false, error: { code: 'kubeconfig-broken' } });
  expect(readFileSync(file, 'utf8')).toBe('a: 1\n');
  expect(readdirSync(folder)).toEqual(['config']);
});

test('a text that cannot be changed, and one that stays the same, are not written', async () => {
  const { file } = kubeconfig('a: 1\n');
  const exchange = () => Promise.reject(new Error('written'));
  expect(await changeKubeconfig(file, () => undefined, exchange)).toMatchObject({
    error: {
      code: 'kubeconfig-broken',
      message: expect.stringMatching(/cannot be changed: it is not valid/),
    },
  });
  expect(await changeKubeconfig(file, (text) => text, exchange)).toEqual({ ok: true, value: file });
  expect(readFileSync(file, 'utf8')).toBe('a: 1\n');
  expect(await changeKubeconfig(`${file}.none`, (text) => text)).toMatchObject({
    error: { message: expect.stringMatching(/could not be written \(ENOENT\)/) },
  });
});

test('the lock of another program is waited for, and left to it', async () => {
  const { folder, file } = kubeconfig('a: 1\n');
  const lock = `${file}.lock`;
  writeFileSync(lock, '');
  const started = Date.now();
  const waits = changeKubeconfig(file, () => 'b: 2\n');
  setTimeout(() => rmSync(lock), 250);
  expect(await waits).toMatchObject({ ok: true });
  expect(Date.now() - started).toBeGreaterThanOrEqual(200);
  expect(readdirSync(folder)).toEqual(['config']);
  writeFileSync(lock, '');
  expect(await changeKubeconfig(file, () => 'c: 3\n')).toMatchObject({
    error: { code: 'conflict', message: expect.stringMatching(/Another program is writing/) },
  });
  expect(readdirSync(folder)).toEqual(['config', 'config.lock']);
  expect(readFileSync(file, 'utf8')).toBe('b: 2\n');
});
