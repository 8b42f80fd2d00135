/** `npm start` as a person has it: the window first, then a cluster that joins it, and an end that leaves nothing. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiRequester } from '../harness/apiRequest.ts';
import { connectionIn } from '../harness/controlPlaneAccess.ts';
import { repositoryRoot } from '../harness/manifests.ts';
import { runCommand } from '../harness/runCommand.ts';

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

/** The lines that it writes, one after the other. */
function npmStart() {
  const child = spawn(process.execPath, [join(repositoryRoot, 'scripts/start.ts')], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const said: string[] = [];
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  /** The first group of the next line that matches. */
  const next = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`It ended without ${String(pattern)}:\n${said.join('\n')}`);
      said.push(value);
      const found = pattern.exec(value);
      if (found) return found[1] ?? '';
    }
  };
  const interrupt = async () => {
    child.kill('SIGINT');
    await ended;
  };
  return { next, interrupt };
}

const windowLine = /^VS Code with Data Platform Manifests: (http:\S+) /;

test('the window opens first, a cluster joins and takes further kinds, an interrupt ends it all', async () => {
  const { next, interrupt } = npmStart();
  let editor: string;
  let cluster: string;
  try {
    editor = await next(windowLine);
    expect((await fetch(editor)).ok).toBe(true);
    await next(/^Installing kinds: all (\d+) are served/);
    const kubeconfigPath = await next(/^Local Kubernetes: https:\S+, kubeconfig (\S+)/);

    const kubeconfig = await readFile(kubeconfigPath, 'utf8');
    expect(parse(kubeconfig)).toMatchObject({ 'current-context': 'admin' });
    const { url, caCert, token } = connectionIn(kubeconfig);
    cluster = url;
    const request = apiRequester(url, caCert, token);
    const isServed = async (groupVersion: string) =>
      (await request('GET', `/apis/${groupVersion}`)).status === 200;
    expect(await isServed('sparkoperator.k8s.io/v1beta2')).toBe(true);
    expect(await isServed('ray.io/v1')).toBe(false);

    const kinds = ['scripts/cluster.ts', 'kinds', 'ray.io'];
    const added = await runCommand(process.execPath, kinds, { cwd: repositoryRoot });
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(/^Adding RayCluster.* to the cluster of npm start/);
    expect(await isServed('ray.io/v1')).toBe(true);
  } finally {
    await interrupt();
  }
  await expect(fetch(editor)).rejects.toThrow();
  await expect(fetch(cluster)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

test('an interrupt while the cluster starts leaves nothing either', async () => {
  const { next, interrupt } = npmStart();
  let editor: string;
  try {
    editor = await next(windowLine);
    await next(/^Starting the local Kubernetes/);
  } finally {
    await interrupt();
  }
  await expect(fetch(editor)).rejects.toThrow();
});
