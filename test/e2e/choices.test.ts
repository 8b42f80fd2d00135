// What a user chooses of the explorer by its dialogs, and what of that is there when the window was closed and opened again.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startControlPlane } from '../harness/controlPlane.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pictures = join(root, 'out', 'e2e');
let controlPlane: ControlPlane;
let workbench: Workbench;
const tree = () => workbench.tree('Data Platform', 'Clusters');
const labels = async () => (await tree().items()).map(({ label }) => label);

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  controlPlane = await startControlPlane({ apiServerOnly: true });
  for (const name of ['lake', 'ingest', 'serving']) {
    await controlPlane.request('POST', '/api/v1/namespaces', { metadata: { name } });
    await controlPlane.request('POST', `/api/v1/namespaces/${name}/configmaps`, {
      metadata: { name: `settings-of-${name}` },
    });
  }
  workbench = await openWorkbench({
    folder: fileURLToPath(new URL('workspace', import.meta.url)),
    vsix: join(root, 'out', 'data-platform-manifests.vsix'),
    env: { KUBECONFIG: controlPlane.kubeconfigPath },
  });
});

afterAll(async () => {
  await workbench?.close();
  await controlPlane?.stop();
});

beforeEach(({ onTestFailed, task }) => {
  onTestFailed(async () => {
    await workbench?.screenshot(join(pictures, `${task.name.replaceAll(/\W+/g, '-')}.png`));
    console.error(workbench?.log().slice(-4_000));
  });
});

/** The item of the context in the status bar, as a screen reader has it. */
const untilStatus = (label: string) =>
  expect
    .poll(() => workbench.statusTexts(), { timeout: 20_000 })
    .toContainEqual(expect.stringMatching(new RegExp(`^Context ${label}`)));

/** From the status bar, as a click on it goes. */
async function chooseNamespaces(way: string): Promise<void> {
  await workbench.page.locator('.statusbar-item[aria-label^="Context "]').click();
  await workbench.palette.title('Context and Namespaces');
  await workbench.palette.pick('Choose the namespaces that are shown');
  await workbench.palette.title('Namespaces of context admin');
  await workbench.palette.pick(way);
}

test('namespaces are chosen from a list, and the tree shows those alone', async () => {
  await tree().expand('admin', 'Config', 'Config Maps');
  await tree().waitFor('settings-of-serving');
  await chooseNamespaces('Choose from a list');
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'lake' }).waitFor();
  expect(await rows.and(workbench.page.locator('[aria-checked="true"]')).count()).toBe(0);
  for (const name of ['lake', 'ingest']) await workbench.palette.pick(name);
  await workbench.screenshot(join(pictures, 'namespaces.png'));
  await workbench.palette.confirm();
  await untilStatus('admin: 2 namespaces');
  await tree().expand('Config Maps');
  await tree().waitFor('ingest');
  await tree().expand('lake');
  await tree().waitFor('settings-of-lake');
  expect(await labels()).not.toContain('serving');
});

test('what was chosen is there when the window is opened again, and nothing is opened by itself', async () => {
  await workbench.page.reload({ timeout: 180_000 });
  await tree().waitFor('admin');
  expect(await labels()).toEqual(['admin']);
  await tree().expand('admin', 'Config', 'Config Maps');
  await untilStatus('admin: 2 namespaces');
  await tree().waitFor('lake');
  expect(await labels()).not.toContain('serving');
});

test('all namespaces are shown by one choice, one by its name', async () => {
  await chooseNamespaces('All namespaces');
  await untilStatus('admin: all namespaces');
  await chooseNamespaces('Type their names');
  await workbench.palette.answer('serving');
  await untilStatus('admin: serving');
});
