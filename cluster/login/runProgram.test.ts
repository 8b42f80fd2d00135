import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { waitUntil } from '../../test/harness/waitUntil.ts';
import { runProgram } from './runProgram.ts';

/** A real program: Node with a script. */
const program = (script: string, more: { timeout?: number; signal?: AbortSignal } = {}) => ({
  ...{ path: process.execPath, name: 'node', args: ['-e', script], env: process.env },
  ...{ timeout: 20_000, ...more },
});

/** Ends by a signal alone. */
const silent = 'setInterval(() => {}, 1000)';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what a program says and how it ends', async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
  expect(await runProgram(program(script))).toEqual({
    ...{ how: 'ended', code: 3, stdout: 'out\n', stderr: 'err\n' },
  });
});

test('a program that is not there', async () => {
  const missing = { ...program(''), path: '/nowhere/plugin' };
  expect(await runProgram(missing)).toMatchObject({ how: 'not-started' });
});

const withChild = `
const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(silent)}], { stdio: 'ignore' });
require('node:fs').writeFileSync(process.env.PIDS, process.pid + ' ' + child.pid);
${silent}`;

test.each([
  ['takes too long', 'timeout'],
  ['is cancelled', 'cancelled'],
] as const)('a program that %s ends with all that it started', async (_, how) => {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'pids');
  const cancel = new AbortController();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const run = runProgram({
    ...program(withChild, { signal: cancel.signal, timeout: 20_000 }),
    env: { ...process.env, PIDS: file },
  });
  const pids = (): number[] =>
    existsSync(file) ? readFileSync(file, 'utf8').split(' ').map(Number) : [];
  await waitUntil('the program to start another', () => Promise.resolve(pids().length === 2));
  if (how === 'cancelled') cancel.abort();
  else vi.advanceTimersByTime(20_000);
  expect(await run).toEqual({ how });
  await waitUntil('both to end', () => Promise.resolve(!pids().some(isRunning)));
});
