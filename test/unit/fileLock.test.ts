import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withFileLock } from '../harness/fileLock.ts';

const folder = mkdtempSync(join(tmpdir(), 'dpm-lock-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('whoever waits for a lock can be stopped, and leaves it to its holder', async () => {
  const path = join(folder, 'held.lock');
  writeFileSync(path, String(process.pid));
  const stopped = new AbortController();
  const onWait = () => {
    stopped.abort();
  };
  const waiting = withFileLock({ path, onWait, signal: stopped.signal }, () => Promise.resolve(1));
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  expect(existsSync(path)).toBe(true);
});

test('the lock of a process that is gone is taken over', async () => {
  const path = join(folder, 'left.lock');
  writeFileSync(path, String(2 ** 30));
  const onWait = () => expect.unreachable('nobody holds it');
  expect(await withFileLock({ path, onWait }, () => Promise.resolve('done'))).toBe('done');
  expect(existsSync(path)).toBe(false);
});
