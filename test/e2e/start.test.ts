/** `npm start` as a person has it: one address that answers, a cluster behind it, and an end that leaves nothing. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../harness/manifests.ts';

test('prints an address that answers, and an interrupt ends all that it started', async () => {
  const child = spawn(process.execPath, [join(repositoryRoot, 'scripts/start.ts')], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  let editor: string | undefined;
  let cluster: string | undefined;
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    cluster ??= /^Local Kubernetes: (https:\S+),/.exec(line)?.[1];
    editor ??= /^VS Code with Data Platform Manifests: (http:\S+) /.exec(line)?.[1];
    if (editor) break;
  }
  try {
    expect(editor, lines.join('\n')).toBeDefined();
    expect(cluster, lines.join('\n')).toBeDefined();
    expect((await fetch(editor ?? '')).ok).toBe(true);
  } finally {
    child.kill('SIGINT');
    await ended;
  }
  await expect(fetch(editor ?? '')).rejects.toThrow();
  await expect(fetch(cluster ?? '')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});
