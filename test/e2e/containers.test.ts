// What a user does with a container: a shell, a port, files; in the packaged extension, with a real API server and kubelet.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runningPod } from '../cluster/podFixture.ts';
import { startControlPlane } from '../harness/controlPlane.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'out', 'data-platform-manifests.vsix');

describe('a user works in a container', () => {
  let controlPlane: ControlPlane;
  let workbench: Workbench;
  const inside = (name: string) =>
    join(controlPlane.containerFolder('default', 'web', 'main'), name);
  const tree = () => workbench.tree('Data Platform', 'Clusters');

  beforeAll(async () => {
    controlPlane = await startControlPlane({ kubelet: true });
    await runningPod(controlPlane, 'web');
    workbench = await openWorkbench({
      folder: fileURLToPath(new URL('workspace', import.meta.url)),
      vsix,
      env: { KUBECONFIG: controlPlane.kubeconfigPath },
    });
    await tree().expand('admin', 'Namespaces', 'default', 'Workloads', 'Pods');
    await tree().waitFor('web');
  });

  afterAll(async () => {
    await workbench?.close();
    await controlPlane?.stop();
  });

  /** A picture and the logs of the moment in which a step failed. */
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(async () => {
      const folder = join(root, 'out', 'e2e');
      mkdirSync(folder, { recursive: true });
      await workbench.screenshot(join(folder, `${task.name.replaceAll(/\W+/g, '-')}.png`));
      console.error(workbench.log().slice(-4_000));
    });
  });

  test('a shell from the menu of the pod takes what is typed', async () => {
    await tree().menu('web', 'Open Shell');
    await workbench.page.locator('.terminal-tab, .terminal-wrapper').first().waitFor();
    await workbench.page.locator('.terminal-wrapper.active .xterm').waitFor();
    await workbench.page.keyboard.type('echo typed > typed\n');
    await expect.poll(() => existsSync(inside('typed')), { timeout: 20_000 }).toBe(true);
    expect(readFileSync(inside('typed'), 'utf8')).toBe('typed\n');
    await workbench.screenshot(join(root, 'out', 'e2e', 'shell.png'));
    await workbench.page.keyboard.type('exit\n');
    await workbench.page.locator('.terminal-wrapper.active .xterm').waitFor({ state: 'hidden' });
  });

  test('a port leads to the pod until it is stopped from its list', async () => {
    const server = createServer((_request, response) => response.end('from the pod'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await tree().menu('web', 'Forward a Port');
    await workbench.palette.title('Forward a port of Pod web');
    await workbench.palette.answer(String(port));
    await workbench.palette.title(`Port of this machine for Pod web:${port}`);
    await workbench.palette.answer('0');
    const words = await workbench.messages.waitFor(/127\.0\.0\.1:\d+ leads to Pod web/);
    const [address = ''] = /127\.0\.0\.1:\d+/.exec(words) ?? [];
    const ask = async () => (await fetch(`http://${address}/`)).text();
    expect(await ask()).toBe('from the pod');

    await workbench.palette.run('Data Platform: Show Forwarded Ports');
    await workbench.palette.pick(address);
    await workbench.palette.pick('Stop');
    await expect.poll(() => ask().catch(() => 'gone'), { timeout: 10_000 }).toBe('gone');
    server.closeAllConnections();
    server.close();
  });

  test('a file is copied out of the container into a folder that is chosen', async () => {
    writeFileSync(inside('result.txt'), 'the result');
    await tree().menu('web', 'Copy from Container…');
    await workbench.palette.title('Copy from a container');
    await workbench.palette.answer('result.txt');
    await workbench.page.getByRole('button', { name: 'Copy Here' }).click(); // the workspace
    await workbench.messages.waitFor(/1 file .* copied to/);
    expect(readFileSync(join(workbench.workspace, 'result.txt'), 'utf8')).toBe('the result');
  });
});
