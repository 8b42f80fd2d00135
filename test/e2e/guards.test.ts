// Contexts that the user guards, as the window shows them: a red status bar for a protected one, a lock for one that is
// read-only, in which nothing that changes the cluster is offered.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { startControlPlane } from '../harness/controlPlane.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let controlPlane: ControlPlane;
let workbench: Workbench;
let folder: string;

/** The kubeconfig with the context `admin` under these names as well. */
function withContexts(text: string, names: readonly string[]): string {
  const config = parse(text) as { contexts: { name: string; context: object }[] };
  const [admin] = config.contexts;
  if (!admin) throw new Error('the kubeconfig has no context');
  return stringify({
    ...config,
    contexts: [admin, ...names.map((name) => ({ ...admin, name }))],
  });
}

beforeAll(async () => {
  controlPlane = await startControlPlane({ apiServerOnly: true });
  folder = mkdtempSync(join(tmpdir(), 'dpm-guards-'));
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, withContexts(controlPlane.kubeconfig('admin'), ['prod', 'archive']));
  workbench = await openWorkbench({
    folder: fileURLToPath(new URL('workspace', import.meta.url)),
    vsix: join(root, 'out', 'data-platform-manifests.vsix'),
    env: { KUBECONFIG: kubeconfig },
    settings: { 'dataPlatform.readOnlyContexts': ['arch*'] },
  });
});

afterAll(async () => {
  await workbench?.close();
  await controlPlane?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

beforeEach(({ onTestFailed, task }) => {
  onTestFailed(async () => {
    const pictures = join(root, 'out', 'e2e');
    mkdirSync(pictures, { recursive: true });
    await workbench?.screenshot(join(pictures, `${task.name.replaceAll(/\W+/g, '-')}.png`));
    console.error(workbench?.log().slice(-4_000));
  });
});

const useContext = async (name: string) => {
  await workbench.palette.run('Data Platform: Use Context in Editor');
  await workbench.palette.pick(name);
};

/** The item of the context in the status bar, once its text for screen readers begins so. */
const statusItem = async (label: string) => {
  const item = workbench.page.locator(`.part.statusbar .statusbar-item[aria-label^="${label}"]`);
  await item.waitFor();
  return item;
};

const background = async (label: string) =>
  (await statusItem(label)).evaluate(
    (item) => item.ownerDocument.defaultView?.getComputedStyle(item).backgroundColor ?? '',
  );

test('the status bar is red for a protected context and for no other', async () => {
  await workbench.tree('Data Platform', 'Clusters').expand('admin');
  const plain = await background('Context admin:');
  await useContext('prod');
  const guarded = await background('Context prod: default, protected');
  const [red = 0, green = 0, blue = 0] = (guarded.match(/\d+/g) ?? []).map(Number);
  expect(red).toBeGreaterThan(2 * Math.max(green, blue));
  expect(plain).toMatch(/^rgba\(.*, 0\)$/);
});

test('a read-only context has a lock, and nothing is offered that changes it', async () => {
  await useContext('archive');
  const item = await statusItem('Context archive: default, read-only');
  expect(await item.locator('.codicon-lock').count()).toBe(1);

  await controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', {
    metadata: { name: 'kept' },
  });
  const tree = workbench.tree('Data Platform', 'Clusters');
  await tree.collapse('admin');
  await tree.expand('archive', 'Namespaces', 'default', 'Config', 'Config Maps');
  await tree.waitFor('kept');
  expect(await tree.entries('kept')).toContain('Open as YAML');
  expect(await tree.entries('kept')).not.toContain('Delete');

  await workbench.editor.open('claim.yaml');
  await workbench.page.keyboard.press('F1');
  await workbench.page.keyboard.type('Data Platform: ');
  const offered = await workbench.palette.choices();
  expect(offered).toContain('Data Platform: Use Context in Editor');
  expect(offered.filter((title) => /: (Apply|Delete)/.test(title))).toEqual([]);
  await workbench.page.keyboard.press('Escape');
});

test('a key is refused in a read-only context before anything is asked', async () => {
  const tree = workbench.tree('Data Platform', 'Clusters');
  for (const key of ['Delete', 'Shift+Alt+E']) {
    await tree.select('kept');
    await workbench.page.keyboard.press(key);
    const refusal = await workbench.messages.waitFor(
      'Nothing was changed: context archive is read-',
    );
    expect(refusal).toContain('dataPlatform.readOnlyContexts');
    await workbench.palette.run('Notifications: Clear All Notifications');
  }
  const path = '/api/v1/namespaces/default/configmaps/kept';
  expect((await controlPlane.request('GET', path)).status).toBe(200);
});

test('in a protected context the name is typed before something is deleted', async () => {
  const path = '/api/v1/namespaces/default/configmaps/kept';
  const tree = workbench.tree('Data Platform', 'Clusters');
  await tree.collapse('archive');
  await tree.expand('prod', 'Namespaces', 'default', 'Config', 'Config Maps');
  await tree.menu('kept', 'Delete');
  await workbench.messages.press('Delete ConfigMap default/kept?', 'Delete');
  await workbench.palette.title('Delete ConfigMap default/kept in protected context prod');
  await workbench.screenshot(join(root, 'out', 'e2e', 'protected.png'));
  expect((await controlPlane.request('GET', path)).status).toBe(200);
  await workbench.palette.answer('prod');
  const status = async () => (await controlPlane.request('GET', path)).status;
  await expect.poll(status, { timeout: 20_000 }).toBe(404);
});
