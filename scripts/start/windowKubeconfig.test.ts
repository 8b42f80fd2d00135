import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKubeconfig } from '../../cluster/kubeconfig/kubeconfig.ts';
import { kubeconfigText } from '../../test/harness/controlPlaneAccess.ts';
import { createWindowKubeconfig } from './windowKubeconfig.ts';
import type { WindowKubeconfig } from './windowKubeconfig.ts';

const preload = fileURLToPath(
  new URL('../../test/harness/environmentFromFile.ts', import.meta.url),
);
const joined = kubeconfigText({ url: 'https://127.0.0.1:9', caCert: 'none' }, [
  { user: 'admin', token: 'none' },
]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dpm-window-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The KUBECONFIG that a window sees which starts now, whatever a shell profile has set meanwhile. */
function ofNewWindow({ env }: WindowKubeconfig): string {
  const program = 'process.stdout.write(process.env.KUBECONFIG ?? "none")';
  return execFileSync(process.execPath, ['--import', preload, '-e', program], {
    env: { ...env, KUBECONFIG: '/set/by/a/profile' },
    encoding: 'utf8',
  });
}

test('at first the window has a kubeconfig without contexts, and nothing is wrong with it', async () => {
  const kubeconfig = await createWindowKubeconfig(folder, '/own/config');
  const { contexts, problems } = await createKubeconfig({ env: kubeconfig.env }).state();
  expect({ contexts, problems }).toEqual({ contexts: [], problems: [] });
  expect(kubeconfig.env.KUBECONFIG).toBe(kubeconfig.path);
  expect(ofNewWindow(kubeconfig)).toBe(kubeconfig.path);
});

test('a cluster that joins is noticed by the open window', async () => {
  const kubeconfig = await createWindowKubeconfig(folder, '/own/config');
  const followed = createKubeconfig({ env: kubeconfig.env, pollInterval: 20, debounce: 1 });
  const changed = new Promise<void>((resolve) => followed.onDidChange(resolve));
  // A busy machine may look at the file for the first time after it was written: then the next writing is the change.
  const writing = setInterval(() => void kubeconfig.join(joined), 300);
  await kubeconfig.join(joined);
  await changed;
  clearInterval(writing);
  expect((await followed.state()).current).toMatchObject({ name: 'admin' });
  followed.dispose();
  expect(ofNewWindow(kubeconfig)).toBe(kubeconfig.path);
});

test('left to the user, an open window keeps seeing no context, a new one sees those of the user', async () => {
  const kubeconfig = await createWindowKubeconfig(folder, '/own/config');
  const before = readFileSync(kubeconfig.path, 'utf8');
  await kubeconfig.leaveToUser();
  expect(readFileSync(kubeconfig.path, 'utf8')).toBe(before);
  expect(ofNewWindow(kubeconfig)).toBe('/own/config');
});

test('a user without KUBECONFIG gets none: then ~/.kube/config counts', async () => {
  const kubeconfig = await createWindowKubeconfig(folder, '');
  await kubeconfig.leaveToUser();
  expect(ofNewWindow(kubeconfig)).toBe('none');
});
