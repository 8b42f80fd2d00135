import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withRenewalLock } from './renewalLock.ts';

const lockFile = () => join(mkdtempSync(join(tmpdir(), 'renewal-')), 'lock');
const { signal } = new AbortController();
const done = () => Promise.resolve('done');
/** No process has it: pids end well below. */
const nobody = 2 ** 30;

test('the lock is there while the work is done, names us, and is gone after it, also when it fails', async () => {
  const lock = lockFile();
  const seen = await withRenewalLock(lock, { signal }, () =>
    Promise.resolve(readFileSync(lock, 'utf8')),
  );
  expect(seen).toBe(`${process.pid} ${hostname()}`);
  expect(existsSync(lock)).toBe(false);
  const failing = withRenewalLock(lock, { signal }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

test('a second one waits for the first', async () => {
  const lock = lockFile();
  const order: string[] = [];
  let end: () => void = () => undefined;
  const first = withRenewalLock(lock, { signal }, async () => {
    await new Promise<void>((go) => (end = go));
    order.push('first');
  });
  await expect.poll(() => existsSync(lock)).toBe(true);
  const second = withRenewalLock(lock, { signal }, () => Promise.resolve(order.push('second')));
  await new Promise((go) => setTimeout(go, 250));
  expect(order).toEqual([]);
  end();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});

test('who waits in vain is told so, and the lock of the other stays', async () => {
  const lock = lockFile();
  writeFileSync(lock, `${process.pid} ${hostname()}`);
  expect(await withRenewalLock(lock, { signal, patience: 150 }, done)).toBe('busy');
  expect(existsSync(lock)).toBe(true);
});

test('a lock of a process that has ended is nobody’s; of another host it is somebody’s', async () => {
  const lock = lockFile();
  writeFileSync(lock, `${nobody} ${hostname()}`);
  expect(await withRenewalLock(lock, { signal, patience: 150 }, done)).toBe('done');
  writeFileSync(lock, `${nobody} another-host`);
  expect(await withRenewalLock(lock, { signal, patience: 150 }, done)).toBe('busy');
  writeFileSync(lock, 'what is this');
  expect(await withRenewalLock(lock, { signal, patience: 150 }, done)).toBe('busy');
});

test('an old lock is nobody’s, whoever made it', async () => {
  const lock = lockFile();
  writeFileSync(lock, `${process.pid} ${hostname()}`);
  const old = (Date.now() - 2_000) / 1000;
  utimesSync(lock, old, old);
  expect(await withRenewalLock(lock, { signal, patience: 150, oldest: 1_000 }, done)).toBe('done');
});

test('nobody waits for one who stopped, and nothing is done', async () => {
  expect(await withRenewalLock(lockFile(), { signal: AbortSignal.abort() }, done)).toBe(
    'cancelled',
  );
});

test('where no lock can be made the work is done without one', async () => {
  expect(await withRenewalLock('/no/such/folder/lock', { signal }, done)).toBe('done');
});
