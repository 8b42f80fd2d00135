// `npm run screenshots`: takes the pictures of the README from the real product, on a cluster of its own.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { startControlPlane } from '../test/harness/controlPlane.ts';
import type { ControlPlane } from '../test/harness/controlPlane.ts';
import { openWorkbench } from '../test/harness/workbench.ts';
import type { Workbench } from '../test/harness/workbench.ts';
import { installOwnKinds } from './installOwnKinds.ts';
import { clusterObjects, sparkApplicationPath } from './screenshotObjects.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const log = (line: string) => {
  console.log(line);
};
const images = join(root, 'docs', 'images');
const vsix = process.argv[2] ?? join(root, 'out', 'data-platform-manifests.vsix');

const controlPlane = await startControlPlane({ nodes: 3, log });
try {
  await installOwnKinds(controlPlane);
  await createObjects(controlPlane);
  const workbench = await openWorkbench({
    folder: join(root, 'scripts', 'screenshots'),
    vsix,
    env: { KUBECONFIG: controlPlane.kubeconfigPath },
    window: { width: 1280, height: 800 },
    log,
  });
  try {
    await takeAll(workbench);
  } catch (error) {
    await workbench.screenshot(join(root, 'out', 'screenshots-failed.png'));
    throw error;
  } finally {
    await workbench.close();
  }
} finally {
  await controlPlane.stop();
}

async function takeAll(workbench: Workbench): Promise<void> {
  await mkdir(images, { recursive: true });
  const take = async (name: string) => {
    const path = join(images, `${name}.png`);
    await workbench.screenshot(path);
    log(path);
  };
  await errorWithFix(workbench);
  await take('error-with-fix');
  await completion(workbench);
  await take('completion');
  await values(workbench);
  await take('values');
  await catalog(workbench);
  await take('catalog');
  await explorer(workbench);
  await take('explorer');
  await applyPreview(workbench);
  await take('apply-preview');
}

async function errorWithFix({ editor, problems }: Workbench): Promise<void> {
  await editor.open('report-pod.yaml');
  await problems.waitFor('imagePullPolcy');
  await problems.waitFor('warehose');
  await editor.goTo(10, 9);
  await editor.fixes();
}

async function values({ editor, problems, page }: Workbench): Promise<void> {
  await page.keyboard.press('Escape');
  await editor.open('superset-values.yaml');
  await problems.waitFor('supersetWorkers');
  await problems.waitFor('1GiB');
  await editor.goTo(9, 5);
}

async function catalog({ editor, problems, page }: Workbench): Promise<void> {
  await problems.hide();
  await editor.open('trino-catalog.yaml');
  await editor.goToEndOf(7);
  await editor.type('\n');
  await editor.suggest();
  await page.locator('.suggest-details').waitFor();
  await page.mouse.move(700, 600);
  await waitUntilStill(page.locator('.suggest-details'));
}

async function completion({ editor, problems, page }: Workbench): Promise<void> {
  await page.keyboard.press('Escape');
  await problems.hide();
  await editor.open('orders-job.yaml');
  await editor.goToEndOf(18);
  await editor.type('\nme');
  await editor.suggest();
  await page.keyboard.press('Control+Space'); // a second time: with the documentation beside
  await page.locator('.suggest-details').waitFor();
  await page.mouse.move(700, 600); // off whatever shows a tooltip
  await waitUntilStill(page.locator('.suggest-details'));
}

async function explorer({ editor, tree, page }: Workbench): Promise<void> {
  await page.keyboard.press('Escape');
  await editor.open('warehouse-claim.yaml');
  const clusters = tree('Data Platform', 'Clusters');
  // From below: rows that are moved out of view are not there.
  await clusters.expand('admin', 'Architecture');
  await clusters.expand('Storage', 'Persistent Volume Claims');
  await clusters.expand('Workloads', 'Pods');
  await clusters.waitFor('warehouse', 'Bound');
  await clusters.waitFor('ingest', 'Running');
  await clusters.waitFor('API server', 'v1.');
  await widenSideBar(page);
}

async function applyPreview({ editor, palette, page }: Workbench): Promise<void> {
  await editor.open('warehouse-claim.yaml');
  await page.keyboard.press('Control+B'); // the diff gets the side bar's room
  await editor.goToEndOf(6);
  await editor.type('\nexample.com/team: sales');
  await page.keyboard.press('Escape'); // whatever completion offers meanwhile
  await palette.run('Data Platform: Apply to Kubernetes Cluster…');
  await page.mouse.move(700, 700); // it stands where the question will be: a tooltip would come up
  await palette.title(/Apply this to context admin/);
  await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
  await page.locator('.notification-toast').waitFor({ state: 'detached' }); // that of the dry run
}

async function widenSideBar(page: Page): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  await page.mouse.move(box.x + box.width + 2, 400);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 150, 400, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(700, 600);
}

/** Waits until the element has kept its size for some frames: VS Code lays out a panel as its text arrives. */
async function waitUntilStill(element: Locator): Promise<void> {
  await element.waitFor();
  const size = async () => JSON.stringify(await element.boundingBox());
  for (let before = '', stillFor = 0; stillFor < 5;) {
    const now = await size();
    stillFor = now === before ? stillFor + 1 : 0;
    before = now;
    await element.page().waitForTimeout(50);
  }
}

/** What the explorer shows: claims and pods of a small platform. */
async function createObjects({ request }: ControlPlane): Promise<void> {
  for (const { path, object } of clusterObjects) {
    const { status, text } = await request('POST', path, object);
    if (status >= 300) throw new Error(`${path}: ${text}`);
  }
  // The operator's part: nobody runs it here.
  const applicationState = { state: 'RUNNING' };
  const running = { status: { applicationState, driverInfo: { podName: 'orders-driver' } } };
  const options = { contentType: 'application/merge-patch+json' };
  const { status, text } = await request(
    'PATCH',
    `${sparkApplicationPath}/orders/status`,
    running,
    options,
  );
  if (status >= 300) throw new Error(`status of orders: ${text}`);
}
