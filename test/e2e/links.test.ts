// What a hostile folder and a hostile server write never becomes a link that runs a command. The API server is a fake: a real
// one says such words only with a webhook that does.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'out', 'data-platform-manifests.vsix');
/** Harmless: a new, empty editor shows that it ran. */
const command = 'command:workbench.action.files.newUntitledFile';
const link = `[Fix it](${command})`;

let base: string;
let api: Server;
let kubeconfig: string;
let folder: string;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'dpm-links-'));
  folder = join(base, 'workspace');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  api = await hostileServer();
  const address = api.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  kubeconfig = join(base, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify(config(`http://127.0.0.1:${String(port)}`)));
});
afterAll(() => {
  api.close();
  rmSync(base, { recursive: true, force: true });
});

const files = {
  'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- ${JSON.stringify(command)}\n- base.yaml\n`,
  'base.yaml': '',
  'configmap.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: default\ndata:\n  a: b\n',
  'crd.yaml': JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'odds.links.example.com' },
    spec: {
      group: 'links.example.com',
      scope: 'Namespaced',
      names: { kind: 'Odd', plural: 'odds' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  description: `Words. ${link} ![p](https://127.0.0.1:1/p.png) <img src="https://127.0.0.1:1/q.png">`,
                },
              },
            },
          },
        },
      ],
    },
  }),
  'odd.yaml': 'apiVersion: links.example.com/v1\nkind: Odd\nmetadata:\n  name: a\nspec: {}\n',
};

function config(server: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'c',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  };
}

/** Refuses everything in words that hold a link. */
async function hostileServer(): Promise<Server> {
  const configmaps = { name: 'configmaps', kind: 'ConfigMap', namespaced: true };
  const server = createServer((request, response) => {
    const isDiscovery = request.url?.split('?')[0] === '/api/v1';
    const answer = isDiscovery
      ? { kind: 'APIResourceList', resources: [{ ...configmaps, verbs: ['get', 'patch'] }] }
      : {
          kind: 'Status',
          status: 'Failure',
          code: 422,
          reason: 'Invalid',
          message: `admission webhook "policy" denied the request: ${link}`,
        };
    response.writeHead(isDiscovery ? 200 : 422, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const untrusted = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

describe.each([
  ['a trusted folder', {}],
  ['an untrusted folder', untrusted],
])('in %s', (name, settings) => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({ folder, vsix, settings, env: { KUBECONFIG: kubeconfig } });
  });
  afterAll(() => workbench.close());

  const newEditors = () => workbench.page.locator('.tab').filter({ hasText: 'Untitled-' }).count();

  test('the path of a kustomization is a link, a command is none', async () => {
    const { page, editor } = workbench;
    await editor.open('kustomization.yaml');
    const marked = page.locator('.view-lines .detected-link');
    await marked.first().waitFor({ timeout: 60_000 });
    await expect.poll(() => marked.allInnerTexts()).not.toContain(command);
    await page
      .locator('.view-lines span')
      .filter({ hasText: 'newUntitledFile' })
      .last()
      .click({ modifiers: ['Control'] });
    await page.waitForTimeout(1_500);
    expect(await newEditors()).toBe(0);
  });

  test('the description of a CRD shows its words, without link and picture', async () => {
    const { page, editor } = workbench;
    await editor.open('odd.yaml');
    await page
      .locator('.view-lines span')
      .filter({ hasText: /^spec$/ })
      .last()
      .hover();
    const hover = page.locator('.monaco-hover').filter({ hasText: 'Words.' });
    await hover.waitFor({ timeout: 30_000 });
    expect(await hover.innerText()).toContain('Fix it');
    expect(await hover.locator('img').count()).toBe(0);
    expect(await hover.locator('a[href^="command"], a[data-href^="command"]').count()).toBe(0);
  });

  // Clusters are off in an untrusted folder.
  if (name !== 'a trusted folder') return;
  test('the words of a server are text', async () => {
    const { page, editor, palette } = workbench;
    await editor.open('configmap.yaml');
    await palette.run('Data Platform: Apply to Kubernetes Cluster…');
    const message = page
      .locator('.notification-list-item-message')
      .filter({ hasText: 'denied the request' });
    await message.waitFor({ timeout: 60_000 });
    expect(await message.innerText()).toContain('[Fix it] (command:');
    expect(await message.locator('a').count()).toBe(0);
    expect(await newEditors()).toBe(0);
  });
});
