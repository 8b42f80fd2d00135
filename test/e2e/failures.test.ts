// What the window shows when something is missing, broken or gone; what lies behind it is tested in test/cluster.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startControlPlane } from '../harness/controlPlane.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { openWorkbench } from '../harness/workbench.ts';
import type { Workbench, WorkbenchOptions } from '../harness/workbench.ts';
import { writeKubeconfigTrap } from '../vscode/kubeconfigTrap.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patiently = { timeout: 15_000 };
const vsix = join(root, 'out', 'data-platform-manifests.vsix');

/** Opens the workbench for the tests of a block; pictures and logs of the moment in which one fails. */
function workbenchFor(options: () => Partial<WorkbenchOptions>): { current: () => Workbench } {
  let opened: Workbench | undefined;
  beforeAll(async () => {
    const folder = fileURLToPath(new URL('workspace', import.meta.url));
    opened = await openWorkbench({ folder, vsix, ...options() });
  });
  afterAll(() => opened?.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(async () => {
      const folder = join(root, 'out', 'e2e');
      mkdirSync(folder, { recursive: true });
      await opened?.screenshot(join(folder, `${task.name.replaceAll(/\W+/g, '-')}.png`));
      console.error(opened?.log().slice(-4_000));
    });
  });
  return {
    current: () => {
      if (!opened) throw new Error('the workbench did not open');
      return opened;
    },
  };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-failures-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

describe('without a kubeconfig', () => {
  const workbench = workbenchFor(() => ({}));

  test('the explorer says where clusters come from and offers to choose a file', async () => {
    const { page, tree } = workbench.current();
    await tree('Data Platform', 'Clusters').open();
    const welcome = page.locator('.sidebar .welcome-view-content');
    await expect.poll(() => welcome.innerText(), patiently).toContain('No kubeconfig was found');
    expect(await welcome.innerText()).toContain('Choose a Kubeconfig');
  });

  test('apply says that there is none', async () => {
    const { editor, palette, messages, problems } = workbench.current();
    await editor.open('claim.yaml');
    await problems.waitFor('accesModes');
    await palette.run('Data Platform: Apply to Kubernetes Cluster…');
    expect(await messages.waitFor(/kubeconfig/i)).toMatch(/KUBECONFIG|~\/\.kube\/config/);
  });
});

describe('with a language server that ends as soon as it starts', () => {
  const workbench = workbenchFor(() => ({}));

  test('no message pops up, the status says it, and a restart helps once it is mended', async () => {
    const { workspace, editor, messages, palette, page, problems } = workbench.current();
    const extensions = join(dirname(workspace), 'extensions');
    const [name] = (await readdir(extensions)).filter((entry) => entry.includes('manifests'));
    const program = join(extensions, name ?? '', 'dist', 'server.js');
    await copyFile(program, `${program}.kept`);
    await writeFile(program, 'process.exit(1);\n');

    await editor.open('claim.yaml');
    await page.locator('.statusbar-item .codicon-bracket-error').waitFor();
    await page.waitForTimeout(4_000); // several starts
    expect(await messages.texts()).toEqual([]);

    await copyFile(`${program}.kept`, program);
    await palette.run('Data Platform: Restart Language Server');
    await problems.waitFor('accesModes');
  });
});

describe('in a folder that is not trusted', () => {
  const folder = temporaryFolder();
  let traps: readonly string[] = [];
  beforeAll(async () => {
    const { trace, connected } = await writeKubeconfigTrap(folder);
    traps = [trace, connected];
  });
  const workbench = workbenchFor(() => ({
    env: { KUBECONFIG: join(folder, 'trap-kubeconfig.json') },
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
  }));

  test('editing works, and nothing calls a cluster', async () => {
    const { editor, problems, palette, messages, page, tree } = workbench.current();
    await editor.open('claim.yaml');
    await problems.waitFor('accesModes');
    await palette.run('Data Platform: Apply to Kubernetes Cluster…');
    expect(await messages.waitFor('untrusted')).toContain('Trust this workspace');
    await tree('Data Platform', 'Clusters').open();
    const welcome = page.locator('.sidebar .welcome-view-content');
    await expect.poll(() => welcome.innerText(), patiently).toContain('not trusted');
    expect(traps.filter((file) => existsSync(file))).toEqual([]);
  });
});

describe('with contexts that do not work', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'config');
  let controlPlane: ControlPlane;
  beforeAll(async () => {
    controlPlane = await startControlPlane({ apiServerOnly: true });
    writeFileSync(file, brokenContexts(controlPlane));
  });
  afterAll(() => controlPlane?.stop());
  const workbench = workbenchFor(() => ({
    env: { KUBECONFIG: file },
    settings: { 'dataPlatform.execPluginTimeoutSeconds': 1 },
  }));

  test.each([
    ['no-cluster', 'Cluster is missing in the kubeconfig'],
    ['no-user', 'User is missing in the kubeconfig'],
    ['no-plugin', 'Credential plugin is missing'],
    ['hanging-plugin', 'Credential plugin takes too long'],
    ['unreachable', 'Cluster cannot be reached'],
    ['stranger', 'Sign-in was refused (401)'],
  ])('below %s stands: %s', async (context, label) => {
    const clusters = workbench.current().tree('Data Platform', 'Clusters');
    await clusters.expand(context);
    await clusters.waitFor(label, 'click to try again');
    await clusters.collapse(context);
  });

  test('who may not list namespaces is told so in one quiet line', async () => {
    const clusters = workbench.current().tree('Data Platform', 'Clusters');
    await clusters.expand('nobody', 'Namespaces');
    await clusters.waitFor('Not allowed to list namespaces');
    await clusters.collapse('nobody');
  });

  test('a credential plugin that wants a terminal gets one when the user agrees', async () => {
    const { tree, messages, page } = workbench.current();
    const clusters = tree('Data Platform', 'Clusters');
    await clusters.expand('terminal-plugin');
    await messages.press('needs a terminal', 'Log In in Terminal');
    await page.locator('.terminal-wrapper.active .xterm-helper-textarea').waitFor(patiently);
    // The plugin takes what is typed as the token.
    await page.keyboard.type(`${controlPlane.tokens.admin}\n`);
    await page
      .locator('.terminal-wrapper')
      .first()
      .waitFor({ state: 'detached', ...patiently });
    await clusters.expand('terminal-plugin');
    await clusters.expand('Namespaces');
    await clusters.waitFor('kube-system');
    await clusters.collapse('terminal-plugin');
  });

  test('an API server that goes away after the preview: nothing is reported as applied', async () => {
    const { editor, palette, messages } = workbench.current();
    await editor.open('two.yaml');
    await palette.run('Data Platform: Apply File to Kubernetes Cluster…');
    await palette.title(/choose the documents/);
    await palette.confirm();
    await palette.title(/Apply this to context admin/);
    await controlPlane.stopApiServer();
    await palette.pick('2 to create');
    await messages.waitFor(/2 not sent|1 unknown.*1 not sent/); // the progress names the context too
  });

  test('a kubeconfig that breaks while it is open shows the fault, and recovers', async () => {
    const clusters = workbench.current().tree('Data Platform', 'Clusters');
    writeFileSync(file, 'contexts: [\n');
    await clusters.waitFor('Kubeconfig cannot be read', 'click to try again');
    writeFileSync(file, brokenContexts(controlPlane));
    await clusters.waitFor('nobody');
  });
});

/** `admin` works and is the one in use; each other context is broken in the way that its name says. */
function brokenContexts({ url, caCert, tokens }: ControlPlane): string {
  const authority = Buffer.from(caCert).toString('base64');
  const plugin = (command: string, ...args: string[]) => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command,
      args,
      interactiveMode: 'Never',
    },
  });
  const asking = `process.stdin.once('data', (typed) => console.log(JSON.stringify({
    apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential',
    status: { token: String(typed).trim() } })) || process.exit())`;
  const terminal = plugin(process.execPath, '-e', asking);
  const users = {
    admin: { token: tokens.admin },
    stranger: { token: tokens.stranger },
    nobody: { token: tokens.nobody },
    'no-plugin': plugin('no-such-credential-plugin'),
    'hanging-plugin': plugin(process.execPath, '-e', 'setTimeout(() => {}, 60_000)'),
    'terminal-plugin': { exec: { ...terminal.exec, interactiveMode: 'Always' } },
  };
  const context = (name: string, cluster: string, user: string) => ({
    name,
    context: { cluster, user },
  });
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'admin',
    clusters: [
      { name: 'real', cluster: { server: url, 'certificate-authority-data': authority } },
      { name: 'closed', cluster: { server: 'https://127.0.0.1:9' } },
    ],
    users: Object.entries(users).map(([name, user]) => ({ name, user })),
    contexts: [
      context('admin', 'real', 'admin'),
      context('no-cluster', 'missing', 'admin'),
      context('no-user', 'real', 'missing'),
      context('unreachable', 'closed', 'admin'),
      ...['no-plugin', 'hanging-plugin', 'terminal-plugin', 'stranger', 'nobody'].map((user) =>
        context(user, 'real', user),
      ),
    ],
  });
}
