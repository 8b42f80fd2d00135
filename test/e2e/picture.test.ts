// Pictures in the packaged extension: of a file, and of what a real API server holds.
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
const pictures = join(root, 'out', 'e2e');
const namespace = 'pictured';

const database = {
  metadata: { name: 'db', namespace },
  spec: {
    serviceName: 'db',
    replicas: 2,
    selector: { matchLabels: { app: 'db' } },
    template: {
      metadata: { labels: { app: 'db' } },
      spec: {
        containers: [
          {
            ...{ name: 'db', image: 'postgres:17' },
            volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
          },
        ],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ],
  },
};

describe('a user looks at what hangs together', () => {
  let controlPlane: ControlPlane;
  let workbench: Workbench;
  /** The page in the webview that is in front. */
  const shown = () =>
    workbench.page
      .frameLocator('iframe.webview.ready:visible')
      .last()
      .frameLocator('#active-frame')
      .locator('main');
  const part = (words: RegExp) => shown().getByRole('button', { name: words });

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    controlPlane = await startControlPlane();
    const { request } = controlPlane;
    await request('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    await request('POST', `/apis/apps/v1/namespaces/${namespace}/statefulsets`, database);
    workbench = await openWorkbench({
      folder: fileURLToPath(new URL('pictures', import.meta.url)),
      vsix,
      env: { KUBECONFIG: controlPlane.kubeconfigPath },
    });
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

  test('the picture of a file shows its parts, and names in it are words', async () => {
    await workbench.editor.open('pictured.yaml');
    await workbench.palette.run('Data Platform: Show Picture');
    await part(
      /^PersistentVolumeClaim warehouse in namespace analytics: 20Gi, RWO; leads to: StorageClass/,
    ).waitFor();
    await part(/^driver daily/).waitFor();
    await part(/^bucket s3a:\/\/lake$/).waitFor();
    await part(/^StorageClass pictured: <b>quick<\/b>$/).waitFor();
    expect(await shown().locator('b, img, script, a').count()).toBe(0);
    await workbench.screenshot(join(pictures, 'picture-of-file.png'));
  });

  test('a part opens by key at the line where it is defined', async () => {
    const claim = part(/^PersistentVolumeClaim warehouse/);
    const frame = () =>
      claim
        .locator('rect')
        .first()
        .evaluate((rect) => rect.ownerDocument.defaultView?.getComputedStyle(rect).stroke);
    const before = await frame();
    await claim.focus();
    await workbench.page.keyboard.press('Shift+Tab');
    await workbench.page.keyboard.press('Tab');
    expect(await frame()).not.toBe(before);
    await workbench.page.keyboard.press('Enter');
    await expect
      .poll(() => workbench.page.locator('[id="status.editor.selection"]').textContent())
      .toContain('Ln 4, Col 9');
  });

  test('the picture is drawn anew while the file is edited', async () => {
    await workbench.editor.goTo(4, 18);
    await workbench.page.keyboard.type('2');
    await part(/^PersistentVolumeClaim warehouse2/).waitFor();
  });

  test('what a cluster holds leads from a workload to its volumes', async () => {
    const clusters = workbench.tree('Data Platform', 'Clusters');
    await clusters.expand('admin', 'Namespaces');
    await clusters.menu(namespace, 'Show Picture');
    await part(/^StatefulSet db in namespace pictured/).waitFor();
    await part(/^Pod db-1 in namespace pictured/).waitFor();
    await part(/^PersistentVolumeClaim data-db-1 in namespace pictured: 1Gi, RWO/).waitFor();
    await part(/^StorageClass standard/).waitFor();
    await workbench.screenshot(join(pictures, 'picture-of-namespace.png'));
    await part(/^PersistentVolumeClaim data-db-1/).click();
    await shown().getByRole('heading', { name: 'PersistentVolumeClaim data-db-1' }).waitFor();
  });
});
