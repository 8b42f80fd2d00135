// Logs and pages of objects in the packaged extension, against a real API server that holds hostile words.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startControlPlane } from '../harness/controlPlane.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'out', 'data-platform-manifests.vsix');
const pictures = join(root, 'out', 'e2e');
const inDefault = '/api/v1/namespaces/default';
const hostile =
  '<img src=x onerror="document.title=1"><script>alert(1)</script> [Fix](command:quit)';

describe('a user looks at what runs in a cluster', () => {
  let controlPlane: ControlPlane;
  let workbench: Workbench;
  const clusters = () => workbench.tree('Data Platform', 'Clusters');
  /** The page in the webview that is in front. */
  const shown = () =>
    workbench.page
      .frameLocator('iframe.webview.ready:visible')
      .last()
      .frameLocator('#active-frame')
      .locator('main');

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    controlPlane = await startControlPlane();
    const { request } = controlPlane;
    const made = await request('POST', `${inDefault}/pods`, {
      metadata: { name: 'ingest', labels: { app: 'ingest', tier: 'platform' } },
      spec: {
        containers: [
          {
            name: 'main',
            image: 'registry.example.com/ingest:1.4',
            resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } },
          },
        ],
      },
    });
    const { name, namespace, uid } = made.body.metadata;
    await waitUntil(
      'the pod to run',
      async () =>
        (await request('GET', `${inDefault}/pods/ingest`)).body.status.phase === 'Running',
    );
    await request('POST', `${inDefault}/events`, {
      metadata: { name: 'ingest.1' },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid },
      ...{ type: 'Warning', reason: 'Unhealthy', message: hostile, count: 3 },
      lastTimestamp: new Date().toISOString(),
    });
    controlPlane.logs.write('main', [
      '24/05/01 12:00:00 INFO Ingest: 4 partitions assigned',
      hostile,
    ]);
    workbench = await openWorkbench({
      folder: fileURLToPath(new URL('workspace', import.meta.url)),
      vsix,
      env: { KUBECONFIG: controlPlane.kubeconfigPath },
    });
    await clusters().expand('admin', 'Workloads', 'Pods');
    await clusters().waitFor('ingest', 'Running');
  });

  afterAll(async () => {
    await workbench?.close();
    await controlPlane?.stop();
  });

  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(async () => {
      await workbench.screenshot(join(pictures, `${task.name.replaceAll(/\W+/g, '-')}.png`));
      console.error(workbench.log().slice(-4_000));
    });
  });

  test('the log of a pod is an editor that goes on, and words in it are words', async () => {
    await clusters().menu('ingest', 'Show Logs');
    await expect
      .poll(() => workbench.editor.visibleText(), { timeout: 20_000 })
      .toContain('4 partitions assigned');
    expect(await workbench.editor.visibleText()).toContain('<img src=x onerror=');
    controlPlane.logs.write('main', ['24/05/01 12:00:05 WARN Ingest: rebalancing']);
    await expect
      .poll(() => workbench.editor.visibleText(), { timeout: 20_000 })
      .toContain('rebalancing');
    await workbench.screenshot(join(pictures, 'logs.png'));
    await workbench.palette.run('Data Platform: Stop Following Logs');
    await expect
      .poll(() => workbench.editor.visibleText(), { timeout: 20_000 })
      .toContain('Stopped at');
  });

  test('the page of a pod tells its state, and hostile words on it are text', async () => {
    await clusters().menu('ingest', 'Describe');
    await shown().getByText('registry.example.com/ingest:1.4').waitFor();
    await shown().getByText('A probe failed').waitFor();
    expect(await shown().locator('h1').textContent()).toBe('Pod ingest');
    expect(await shown().textContent()).toContain('<img src=x onerror="document.title=1">');
    expect(await shown().locator('img, script, a').count()).toBe(0);
    await workbench.screenshot(join(pictures, 'describe.png'));
  });

  test('the page follows the cluster and leads on by key', async () => {
    await controlPlane.request('PATCH', `${inDefault}/pods/ingest`, {
      metadata: { labels: { tier: 'moved' } },
    });
    await shown().getByText('moved').waitFor();
    const link = shown().getByRole('button', { name: 'ServiceAccount default' });
    await link.focus();
    await workbench.page.keyboard.press('Enter');
    await shown().getByRole('heading', { name: 'ServiceAccount default' }).waitFor();
  });

  test('each button of the page opens what it says, by mouse and by key', async () => {
    const names = ['Show Logs', 'Edit', 'Open as YAML', 'Show Picture', 'Compare with File'];
    const page = async () => {
      await clusters().menu('ingest', 'Describe');
      await shown().getByRole('heading', { name: 'Pod ingest' }).waitFor();
    };
    const press = async (name: string, key?: string) => {
      await page();
      const button = shown().getByRole('button', { name, exact: true });
      if (key === undefined) await button.click();
      else {
        await button.focus();
        await workbench.page.keyboard.press(key);
      }
    };
    const untilText = (text: string) =>
      expect.poll(() => workbench.editor.visibleText(), { timeout: 20_000 }).toContain(text);
    await page();
    const buttons = shown().locator('nav').getByRole('button');
    expect(await buttons.allInnerTexts()).toEqual([...names, 'Reveal File']);
    await press('Show Logs');
    await untilText('4 partitions assigned');
    await press('Edit', 'Enter');
    await untilText('tier: moved');
    await press('Open as YAML', 'Space');
    await untilText('resourceVersion');
    await press('Show Picture');
    await shown()
      .getByRole('button', { name: /^Pod ingest/ })
      .waitFor();
    await press('Compare with File', 'Enter');
    await workbench.messages.waitFor('No file of this workspace defines Pod ingest');
    await workbench.screenshot(join(pictures, 'page-buttons.png'));
  });

  test('an object is edited as YAML: saving shows what would change, asks, and applies it', async () => {
    await clusters().menu('ingest', 'Edit');
    await expect
      .poll(() => workbench.editor.visibleText(), { timeout: 20_000 })
      .toContain('tier: moved');
    expect(await workbench.editor.visibleText()).not.toContain('resourceVersion');
    const lines = (await workbench.editor.visibleText()).split('\n');
    await workbench.editor.goToEndOf(lines.findIndex((line) => line.includes('tier: moved')) + 1);
    await workbench.editor.type('-on');
    await workbench.page.keyboard.press('Control+S');
    await workbench.palette.title(/other owners set these fields/);
    await workbench.palette.pick('Take over');
    await workbench.palette.confirm();
    await workbench.palette.title(/Apply this to context admin/);
    await workbench.screenshot(join(pictures, 'edit.png'));
    await workbench.palette.pick('1 to change');
    const tier = async () =>
      (await controlPlane.request('GET', `${inDefault}/pods/ingest`)).body.metadata.labels.tier;
    await expect.poll(tier, { timeout: 20_000 }).toBe('moved-on');
  });

  const maps = `${inDefault}/configmaps`;
  const settings = (value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: default\ndata:\n  level: ${value}\n`;

  test('what has changed meanwhile is compared before it is saved over', async () => {
    await controlPlane.request('POST', maps, {
      metadata: { name: 'settings' },
      data: { level: 'one' },
    });
    await clusters().collapse('Workloads');
    await clusters().expand('Config', 'Config Maps');
    await clusters().menu('settings', 'Edit');
    await expect
      .poll(() => workbench.editor.visibleText(), { timeout: 20_000 })
      .toContain('level: one');
    await controlPlane.request('PATCH', `${maps}/settings`, { data: { level: 'two' } });
    const lines = (await workbench.editor.visibleText()).split('\n');
    await workbench.editor.goToEndOf(lines.findIndex((line) => line.includes('level: one')) + 1);
    await workbench.editor.type('-more');
    await workbench.page.keyboard.press('Control+S');
    const title = 'ConfigMap settings has changed in admin since it was opened here';
    await workbench.messages.waitFor(title);
    await workbench.messages.press(title, 'Compare');
    await expect
      .poll(() => workbench.editor.tabs(), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining('cluster now ↔ your text'));
    const level = (await controlPlane.request('GET', `${maps}/settings`)).body.data.level;
    expect(level).toBe('two');
    await workbench.screenshot(join(pictures, 'changed-meanwhile.png'));
  });

  test('an object leads to its file and is compared with it, and the file leads to its row', async () => {
    writeFileSync(join(workbench.workspace, 'settings.yaml'), settings('three'));
    await workbench.editor.open('settings.yaml');
    await clusters().menu('settings', 'Compare with File');
    await expect
      .poll(() => workbench.editor.tabs(), { timeout: 30_000 })
      .toContainEqual(expect.stringContaining('Apply ConfigMap default/settings (change)'));
    await clusters().menu('settings', 'Reveal File of Object');
    await expect
      .poll(() => workbench.editor.visibleText(), { timeout: 20_000 })
      .toContain('level: three');
    await clusters().select('Config');
    await workbench.editor.open('settings.yaml');
    await workbench.palette.run('Data Platform: Reveal in Cluster Explorer');
    const selected = workbench.page.locator('.sidebar .monaco-list-row.selected .label-name');
    await expect.poll(() => selected.allInnerTexts(), { timeout: 20_000 }).toEqual(['settings']);
    await workbench.screenshot(join(pictures, 'lenses.png'));
  });
});
