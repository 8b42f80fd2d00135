import { expect, test } from 'vitest';
import { isProcessAlive } from '../harness/fileLock.ts';
import { runStep } from '../harness/installStep.ts';
import { waitUntil } from '../harness/waitUntil.ts';

/** A program that starts another one, says its number, and waits for it. */
const parent = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.error('child ' + child.pid);
  process.on('SIGTERM', () => undefined); // it does not end when it is asked
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
  const pids: number[] = [];
  const lines: string[] = [];
  const running = runStep(
    {
      ...step(parent, stopped.signal),
      onOutput: (text) => {
        const pid = /child (\d+)/.exec(text)?.[1];
        if (pid === undefined) return;
        pids.push(Number(pid));
        stopped.abort();
      },
    },
    (line) => lines.push(line),
  );
  expect(await running).toEqual({ ok: false, reason: 'a step: stopped' });
  expect(pids).toHaveLength(1);
  await waitUntil('its child to end', () => !pids.some(isProcessAlive), { timeoutMs: 10_000 });
  expect(lines).toEqual(['a step (about 1 s) ...']);
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
