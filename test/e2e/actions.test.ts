// Actions on objects as a user has them: from the menu of a row, over what is asked, to what the row says then.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startControlPlane } from '../harness/controlPlane.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const deployments = '/apis/apps/v1/namespaces/default/deployments';
let controlPlane: ControlPlane;
let workbench: Workbench;

beforeAll(async () => {
  controlPlane = await startControlPlane({ nodes: 1 });
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
    const pictures = join(root, 'out', 'e2e');
    mkdirSync(pictures, { recursive: true });
    await workbench?.screenshot(join(pictures, `${task.name.replaceAll(/\W+/g, '-')}.png`));
    console.error(workbench?.log().slice(-4_000));
  });
});

test('a deployment is scaled, after a question that says from what to what', async () => {
  const labels = { app: 'walked' };
  await controlPlane.request('POST', deployments, {
    metadata: { name: 'walked' },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'busybox:1.36' }] },
      },
    },
  });
  const tree = workbench.tree('Data Platform', 'Clusters');
  await tree.expand('admin', 'Workloads', 'Deployments');
  await tree.waitFor('walked', 'Scaled to 0');
  await tree.menu('walked', 'Scale…');
  await workbench.palette.title('Scale Deployment default/walked in admin');
  await workbench.palette.answer('2');
  const title = 'Scale Deployment default/walked?';
  const question = await workbench.messages.waitFor(title);
  expect(question).toMatch(/Context: admin[^]*Name: walked[^]*replicas: 0 → 2/);
  await workbench.messages.press(title, 'Scale');
  await tree.waitFor('walked', '2/2');
});
