// A user's walk through the real product: the packaged extension in a VS Code in a browser, against a real API server.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startControlPlane } from '../harness/controlPlane.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'out', 'data-platform-manifests.vsix');
const claims = '/api/v1/namespaces/default/persistentvolumeclaims';

describe('a user writes a claim, corrects it and applies it', () => {
  let controlPlane: ControlPlane;
  let workbench: Workbench;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    workbench = await openWorkbench({
      folder: fileURLToPath(new URL('workspace', import.meta.url)),
      vsix,
      env: { KUBECONFIG: controlPlane.kubeconfigPath },
    });
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
      const name = task.name.replaceAll(/\W+/g, '-');
      await workbench.screenshot(join(folder, `${name}.png`));
      console.error(workbench.log().slice(-4_000));
    });
  });

  test('opening the file shows the misspelt key as an error that names the right one', async () => {
    await workbench.editor.open('claim.yaml');
    await workbench.problems.waitFor('accesModes');
    expect(await workbench.problems.texts()).toContainEqual(
      expect.stringMatching(/^Error: .*accesModes.*accessModes.* at line 7 and character 3\./),
    );
  });

  test('the fix renames the key and the error is gone', async () => {
    await workbench.editor.goTo(7, 5);
    await workbench.editor.takeFix('accessModes');
    await workbench.problems.waitUntilGone('accesModes');
    expect(await workbench.problems.texts()).toEqual([]);
    expect(await workbench.editor.visibleText()).toContain('  accessModes:');
  });

  test('completion offers what the claim lacks and inserts it', async () => {
    await workbench.editor.goTo(7, 3);
    await workbench.editor.type('\n');
    await workbench.editor.goTo(7, 3);
    expect(await workbench.editor.suggest()).toContain('storageClassName');
    await workbench.editor.acceptSuggestion('storageClassName');
    await workbench.editor.type('standard');
    const saved = await workbench.editor.save('claim.yaml');
    expect(saved).toMatch(/^spec:\n {2}storageClassName: standard\n {2}accessModes:\n/m);
    expect(await workbench.problems.texts()).toEqual([]);
  });

  test('hovering a key says what it is for', async () => {
    expect(await workbench.editor.hover('accessModes')).toContain('accessModes');
  });

  test('the status bar knows which schema the document has', async () => {
    await expect
      .poll(() => workbench.statusTexts(), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('PersistentVolumeClaim'));
  });

  test('apply shows the target and a preview before it asks, and creates the claim', async () => {
    await workbench.palette.run('Data Platform: Apply to Kubernetes Cluster…');
    const question = await workbench.palette.title(/Apply this to context admin/);
    expect(question).toContain(new URL(controlPlane.url).host);
    expect(await workbench.editor.tabs()).toContainEqual(
      expect.stringMatching(/PersistentVolumeClaim default\/walk-data \(create\)/),
    );
    expect((await controlPlane.request('GET', `${claims}/walk-data`)).status).toBe(404);

    await workbench.palette.pick('1 to create');
    await workbench.messages.waitFor(/created.*walk-data|walk-data.*created/); // the progress names it too
    const { status, body } = await controlPlane.request('GET', `${claims}/walk-data`);
    expect(status).toBe(200);
    expect(body.metadata.managedFields).toContainEqual(
      expect.objectContaining({ manager: 'data-platform-manifests', operation: 'Apply' }),
    );
  });

  test('the explorer shows the claim as bound', async () => {
    const tree = workbench.tree('Data Platform', 'Clusters');
    await tree.waitFor('admin', 'in use');
    expect(await tree.items()).toHaveLength(1); // nothing is asked of a cluster before its context is opened
    await tree.expand('admin', 'Namespaces', 'default', 'Storage', 'Persistent Volume Claims');
    await tree.waitFor('walk-data', 'Bound');
    await expect
      .poll(() => workbench.statusTexts(), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('Context admin: default'));
  });

  test('an open list follows the cluster: rows come, change and go, and what is selected stays', async () => {
    const tree = workbench.tree('Data Platform', 'Clusters');
    const selected = workbench.page.locator('.sidebar .monaco-list-row.selected .label-name');
    await tree.select('walk-data');
    await controlPlane.request('POST', claims, {
      metadata: { name: 'made-meanwhile' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    await tree.waitFor('made-meanwhile', 'Bound');
    expect(await selected.allInnerTexts()).toEqual(['walk-data']);
    await controlPlane.request('DELETE', `${claims}/made-meanwhile`);
    const labels = async () => (await tree.items()).map(({ label }) => label);
    await expect.poll(labels, { timeout: 10_000 }).not.toContain('made-meanwhile');
    expect(await labels()).toContain('walk-data');
    expect(await selected.allInnerTexts()).toEqual(['walk-data']);
  });

  test('the explorer opens the claim as YAML, and deletes it after a question', async () => {
    const tree = workbench.tree('Data Platform', 'Clusters');
    await tree.menu('walk-data', 'Open as YAML');
    await expect
      .poll(() => workbench.editor.tabs(), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('PersistentVolumeClaim walk-data'));

    await tree.menu('walk-data', 'Delete');
    const question = await workbench.messages.waitFor(
      'Delete PersistentVolumeClaim default/walk-data?',
    );
    expect(question).toMatch(/Context: admin[^]*Namespace: default[^]*Kind: PersistentVolumeClaim/);
    expect((await controlPlane.request('GET', `${claims}/walk-data`)).status).toBe(200);
    await workbench.messages.press('Delete PersistentVolumeClaim default/walk-data?', 'Delete');
    await expect
      .poll(async () => (await controlPlane.request('GET', `${claims}/walk-data`)).status, {
        timeout: 10_000,
      })
      .toBe(404);
  });

  test('a manifest typed line by line, with Enter alone, is what was meant', async () => {
    await workbench.editor.open('typed.yaml');
    for (const line of ['apiVersion: v1', 'kind: Pod', 'metadata:', 'name: typed']) {
      await workbench.editor.type(line);
      await workbench.page.waitForTimeout(400); // whatever is suggested by now must not get into the way
      await workbench.page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
      await workbench.editor.type('\n');
    }
    await workbench.page.keyboard.press('Shift+Tab');
    await workbench.editor.type('spec:\ncontainers:\n- name: main\nimage: nginx:1.29');
    expect(await workbench.editor.save('typed.yaml')).toBe(
      [
        'apiVersion: v1',
        'kind: Pod',
        'metadata:',
        '  name: typed',
        'spec:',
        '  containers:',
        '    - name: main',
        '      image: nginx:1.29',
      ].join('\n'),
    );
  });
});
