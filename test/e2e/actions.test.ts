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

const pictures = join(root, 'out', 'e2e');
const tree = () => workbench.tree('Data Platform', 'Clusters');

async function makeDeployment(name: string, replicas = 0): Promise<void> {
  const labels = { app: name };
  await controlPlane.request('POST', deployments, {
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'busybox:1.35' }] },
      },
    },
  });
}

const templateOf = async (name: string) =>
  (await controlPlane.request('GET', `${deployments}/${name}`)).body.spec.template;

/** Chooses an object and presses a key on it: once its text has opened beside and the tree has the focus again. */
async function pressOn(name: string, key: string): Promise<void> {
  await tree().select(name);
  await expect
    .poll(() => workbench.editor.tabs(), { timeout: 20_000 })
    .toContainEqual(expect.stringContaining(name));
  await workbench.page.locator('.sidebar [role="tree"]:focus').waitFor();
  await workbench.page.keyboard.press(key);
}

test('a deployment is scaled, after a question that says from what to what', async () => {
  await makeDeployment('walked');
  await tree().expand('admin', 'Workloads', 'Deployments');
  await tree().waitFor('walked', 'Scaled to 0');
  await tree().menu('walked', 'Scale…');
  await workbench.palette.title('Scale Deployment default/walked in admin');
  await workbench.palette.answer('2');
  const title = 'Scale Deployment default/walked?';
  const question = await workbench.messages.waitFor(title);
  expect(question).toMatch(/Context: admin[^]*Name: walked[^]*replicas: 0 → 2/);
  await workbench.messages.press(title, 'Scale');
  await tree().waitFor('walked', '2/2');
});

test('several objects are restarted at once, after one question that names each', async () => {
  await makeDeployment('beside');
  await tree().waitFor('beside', 'Scaled to 0');
  await tree().select('walked');
  await tree().alsoSelect('beside');
  await tree().menu('beside', 'Restart');
  const question = await workbench.messages.waitFor('Restart 2 objects?');
  expect(question).toContain('Deployment default/walked');
  expect(question).toContain('Deployment default/beside');
  await workbench.messages.press('Restart 2 objects?', 'Restart');
  const restarted = async () => {
    const templates = await Promise.all(['walked', 'beside'].map(templateOf));
    return templates.map(({ metadata }) => Object.keys(metadata.annotations ?? {}));
  };
  const key = 'kubectl.kubernetes.io/restartedAt';
  await expect.poll(restarted, { timeout: 20_000 }).toEqual([[key], [key]]);
});

test('a deployment goes back to a revision that was looked at', async () => {
  await controlPlane.request('PATCH', `${deployments}/walked`, {
    spec: { template: { spec: { containers: [{ name: 'main', image: 'busybox:1.36' }] } } },
  });
  await pressOn('walked', 'Shift+Alt+B');
  await workbench.palette.title('Roll back Deployment default/walked in admin');
  await workbench.palette.pick('Revision 1');
  await workbench.palette.pick('Go on');
  const title = 'Roll Back Deployment default/walked?';
  const question = await workbench.messages.waitFor(title);
  expect(question).toContain('image of main: busybox:1.36 → busybox:1.35');
  expect(await workbench.editor.tabs()).toContainEqual(expect.stringContaining('now ↔ revision 1'));
  await workbench.screenshot(join(pictures, 'roll-back.png'));
  await workbench.messages.press(title, 'Roll Back');
  const image = async () => (await templateOf('walked')).spec.containers[0].image;
  await expect.poll(image, { timeout: 20_000 }).toBe('busybox:1.35');
});

test('the key Delete asks with all that goes along, and nothing goes without an answer', async () => {
  await pressOn('walked', 'Delete');
  const title = 'Delete Deployment default/walked?';
  const question = await workbench.messages.waitFor(title);
  expect(question).toMatch(
    /Context: admin[^]*Namespace: default[^]*goes with it: ReplicaSet walked-/,
  );
  expect(question).toMatch(/goes with it: Pod walked-/);
  await workbench.screenshot(join(pictures, 'delete.png'));
  await workbench.messages.press(title, 'Cancel');
  expect((await controlPlane.request('GET', `${deployments}/walked`)).status).toBe(200);
  await pressOn('walked', 'Delete');
  await workbench.messages.press(title, 'Delete');
  const status = async () => (await controlPlane.request('GET', `${deployments}/walked`)).status;
  await expect.poll(status, { timeout: 20_000 }).toBe(404);
});

test('a node is drained from its menu, and says when it is', async () => {
  await makeDeployment('drained', 1);
  await tree().waitFor('drained', '1/1');
  await tree().collapse('Workloads');
  await tree().expand('Architecture', 'Nodes');
  await tree().menu('node-1', 'Drain');
  const title = 'Drain Node node-1?';
  const question = await workbench.messages.waitFor(title);
  expect(question).toMatch(
    /spec.unschedulable: not set → true[^]*is sent away: Pod default\/drained-/,
  );
  await workbench.screenshot(join(pictures, 'drain.png'));
  await workbench.messages.press(title, 'Drain');
  await workbench.messages.waitFor('Node node-1 is drained');
  await tree().waitFor('node-1', 'Ready, SchedulingDisabled');
});

test('what is pinned stands on top of its context until it is let go', async () => {
  await pressOn('node-1', 'Shift+Alt+K');
  await tree().waitFor('Favourites');
  await tree().collapse('Architecture');
  await tree().expand('Favourites');
  await tree().waitFor('node-1');
  await workbench.screenshot(join(pictures, 'favourites.png'));
  await tree().menu('node-1', 'Unpin');
  const labels = async () => (await tree().items()).map(({ label }) => label);
  await expect.poll(labels, { timeout: 10_000 }).not.toContain('Favourites');
});
