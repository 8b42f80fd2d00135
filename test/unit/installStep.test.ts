import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isProcessAlive } from '../harness/fileLock.ts';
import { runStep } from '../harness/installStep.ts';
import { waitUntil } from '../harness/waitUntil.ts';

const folder = mkdtempSync(join(tmpdir(), 'dpm-step-'));
const pidFile = join(folder, 'pid');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A program that starts another one, leaves its number in a file, and does not end when it is asked. */
const parent = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  process.on('SIGTERM', () => undefined);
  require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
`;

const step = (program: string, signal?: AbortSignal) => ({
  what: 'a step',
  command: process.execPath,
  args: ['-e', program],
  expectedSeconds: 1,
  signal,
});

test('a step that is stopped ends with all that it started, and says so', async () => {
  const stopped = new AbortController();
  const lines: string[] = [];
  const running = runStep(step(parent, stopped.signal), (line) => lines.push(line));
  const childPid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0);
  await waitUntil('its child to run', () => childPid() > 0);
  stopped.abort();
  expect(await running).toEqual({ ok: false, reason: 'a step: stopped' });
  await waitUntil('its child to end', () => !isProcessAlive(childPid()));
  expect(lines[0]).toBe('a step (about 1 s) ...');
});

test('a step is not begun once it is stopped', async () => {
  const lines: string[] = [];
  const answer = await runStep(step('', AbortSignal.abort()), (line) => lines.push(line));
  expect(answer).toEqual({ ok: false, reason: 'a step: stopped' });
  expect(lines).toEqual([]);
});

test('a step that nobody stops says what it took, or how it failed', async () => {
  const { signal } = new AbortController();
  const say = () => undefined;
  expect(await runStep(step('console.log(1 + 1)', signal), say)).toMatchObject({
    ok: true,
    output: '2\n',
  });
  const failed = await runStep(step('console.error("no luck"); process.exit(3)', signal), say);
  expect(failed).toEqual({ ok: false, reason: 'a step failed (3):\nno luck' });
});
