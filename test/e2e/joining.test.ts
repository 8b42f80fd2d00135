// The window of `npm start` without `npm start`: which clusters it sees before, when and where none joins.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWindowKubeconfig } from '../../scripts/start/windowKubeconfig.ts';
import type { WindowKubeconfig } from '../../scripts/start/windowKubeconfig.ts';
import { kubeconfigText } from '../harness/controlPlaneAccess.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'out', 'data-platform-manifests.vsix');

const kubeconfigOf = (name: string) =>
  kubeconfigText({ url: 'https://127.0.0.1:9', caCert: 'none' }, [
    { name, user: 'somebody', token: 'none' },
  ]);

describe('a user with a cluster of their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-joining-'));
  const own = join(folder, 'own.yaml');
  let kubeconfig: WindowKubeconfig;
  let workbench: Workbench;

  beforeAll(async () => {
    writeFileSync(own, kubeconfigOf('own-cluster'));
    kubeconfig = await createWindowKubeconfig(folder, own);
    workbench = await openWorkbench({
      folder: join(root, 'samples'),
      vsix,
      env: { ...kubeconfig.env, ...loginShellThatNames(own) },
      settings: { 'workbench.startupEditor': 'readme' },
    });
  });
  afterAll(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(async () => {
      mkdirSync(join(root, 'out', 'e2e'), { recursive: true });
      await workbench.screenshot(
        join(root, 'out', 'e2e', `${task.name.replaceAll(/\W+/g, '-')}.png`),
      );
      console.error(workbench.log().slice(-4_000));
    });
  });

  /** A shell profile that sets KUBECONFIG: VS Code asks login shells for their variables. */
  function loginShellThatNames(file: string): NodeJS.ProcessEnv {
    const home = join(folder, 'home');
    mkdirSync(home);
    for (const name of ['.bashrc', '.bash_profile', '.profile'])
      writeFileSync(join(home, name), `export KUBECONFIG=${file}\n`);
    return { HOME: home, SHELL: '/bin/bash' };
  }

  const sideBar = () => workbench.page.locator('.part.sidebar');
  const welcome = () => sideBar().locator('.welcome-view-content');
  const context = (name: string) =>
    sideBar().locator('.monaco-list-row .label-name').filter({ hasText: name });

  test('the README of the samples opens with the window, as a page', async () => {
    const page = workbench.page.frameLocator('iframe.webview').frameLocator('iframe');
    const heading = page.getByRole('heading', { name: 'A small data platform' });
    await heading.waitFor({ timeout: 120_000 });
  });

  test('before a cluster joins, the explorer says that the kubeconfig has no context', async () => {
    await workbench.tree('Data Platform', 'Clusters').open();
    await welcome().filter({ hasText: 'has no context' }).waitFor();
  });

  test('a cluster that joins is shown without a restart', async () => {
    await kubeconfig.join(kubeconfigOf('joined-cluster'));
    await context('joined-cluster').waitFor();
    expect(await context('own-cluster').count()).toBe(0);
  });

  test('where none can be built, the open window never shows the own cluster', async () => {
    await kubeconfig.join('kind: Config\ncontexts: []\n');
    await welcome().filter({ hasText: 'has no context' }).waitFor();
    await kubeconfig.leaveToUser();
    await sideBar().getByText('Look Again').click();
    await workbench.page.waitForTimeout(3_000); // longer than it takes to notice a change of the file
    await welcome().filter({ hasText: 'has no context' }).waitFor();
    expect(await context('own-cluster').count()).toBe(0);
  });

  test('a restart of the window does', async () => {
    await workbench.page.reload();
    await context('own-cluster').waitFor({ timeout: 120_000 });
  });
});
