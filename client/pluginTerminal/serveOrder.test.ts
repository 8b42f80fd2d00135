import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Program } from '../../cluster/login/runProgram.ts';
import { serveOrder } from './serveOrder.ts';

const main = fileURLToPath(new URL('./terminalMain.ts', import.meta.url));

function plugin(script: string, more: Partial<Program> = {}): Program {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-plugin-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'plugin');
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { name: 'login-tool', path, args: ['get'], env: { WHO: 'me' }, timeout: 20_000, ...more };
}

/** What the terminal does: starts the program with the address, types, shows what it prints. */
async function inTerminal(address: string, typed: string): Promise<string> {
  const child = spawn(process.execPath, [main, address]);
  let shown = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => (shown += text));
  }
  child.stdin.end(typed);
  await new Promise((closed) => child.on('close', closed));
  return shown;
}

test('what the plugin prints reaches the editor and not the terminal; what it asks is answered there', async () => {
  const order = await serveOrder(
    plugin('echo "Password?" >&2; read word; echo "the-credential $word $WHO $1"'),
  );
  const shown = await inTerminal(order.address, 'sesame\n');
  const finished = await order.finished;
  expect(finished).toMatchObject({
    how: 'ended',
    code: 0,
    stdout: 'the-credential sesame me get\n',
  });
  expect(shown).toContain('"login-tool" runs here');
  expect(shown).toContain('Password?');
  expect(shown).not.toContain('the-credential');
  expect(existsSync(dirname(order.address))).toBe(false);
});

test('a plugin that fails, and one that cannot be started, are told', async () => {
  const failing = await serveOrder(plugin('echo "no such user" >&2; exit 3'));
  expect(await inTerminal(failing.address, '')).toContain('no such user');
  expect(await failing.finished).toMatchObject({ how: 'ended', code: 3 });
  const gone = await serveOrder(plugin('', { path: '/no/such/plugin' }));
  await inTerminal(gone.address, '');
  expect(await gone.finished).toMatchObject({ how: 'not-started', error: { code: 'ENOENT' } });
});

test('a terminal that is closed, a time limit and a cancel end the waiting', async () => {
  const closed = await serveOrder(plugin('sleep 100'));
  closed.terminalClosed();
  expect(await closed.finished).toMatchObject({ how: 'ended', code: null });
  const late = await serveOrder(plugin('sleep 100', { timeout: 50 }));
  expect(await late.finished).toEqual({ how: 'timeout' });
  const stop = new AbortController();
  const cancelled = await serveOrder(plugin('sleep 100', { signal: stop.signal }));
  stop.abort();
  expect(await cancelled.finished).toEqual({ how: 'cancelled' });
});

test.skipIf(process.platform === 'win32')('nobody else can open the socket', async () => {
  const order = await serveOrder(plugin('exit 0'));
  expect(statSync(dirname(order.address)).mode & 0o777).toBe(0o700);
  order.terminalClosed();
  await order.finished;
});
