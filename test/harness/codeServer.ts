// The two ways to run the VS Code that code-server carries: as a user has it, with an installed .vsix, and as a host for
// extension tests, which accepts an extension from its folder.
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeServerPaths } from './codeServerInstall.ts';
import { runStep } from './installStep.ts';
import { freePort, startGroup } from './serverProcessGroup.ts';

export interface RunningServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  address: string;
  port: number;
  output(): string;
  stop(): Promise<void>;
}

export interface UserServerOptions {
  /** Folder of this run: settings, extensions, sockets and logs go below it. */
  home: string;
  /** Folder that the workbench opens. */
  workspace: string;
  vsix?: string;
  settings?: Record<string, unknown>;
  /**
   * Added to the environment of the server and so of the extensions, e.g. `KUBECONFIG`. What the file that
   * `DPM_ENVIRONMENT_FILE` names says (see `environmentFromFile.ts`) counts more, and is read at each start of a window.
   */
  env?: NodeJS.ProcessEnv;
  extraArgs?: string[];
}

/** What a person's window looks like unless the caller says otherwise: nothing but editor, side bar and panel. */
export const quietSettings: Record<string, unknown> = {
  'security.workspace.trust.enabled': false, // a suite about untrusted folders turns it on again
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.layoutControl.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'compact',
  'chat.disableAIFeatures': true,
  'dataPlatform.validation.scope': 'openFiles', // so that the other is not offered
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off', // on in a browser unless set
};

/** code-server as a user runs it, with the .vsix installed. */
export async function startUserServer(
  paths: CodeServerPaths,
  options: UserServerOptions,
): Promise<RunningServer> {
  const userData = join(options.home, 'user-data');
  const common = [
    paths.entry,
    ...['--config', join(options.home, 'code-server.yaml')],
    ...['--user-data-dir', userData],
    ...['--extensions-dir', join(options.home, 'extensions')],
  ];
  const env = { ...cleanEnvironment(), ...options.env };
  const settings = { ...quietSettings, ...options.settings };
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(options.home, 'code-server.yaml'), 'cert: false\n');
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  if (options.vsix) {
    const args = [...common, '--install-extension', options.vsix];
    const what = `installing ${options.vsix}`;
    const step = { what, command: paths.node, args, env, expectedSeconds: 3 };
    const installed = await runStep(step, () => undefined);
    if (!installed.ok) throw new Error(installed.reason);
  }
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const args = [
    ...common,
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`],
    ...['--disable-telemetry', '--disable-update-check'],
    ...['--disable-getting-started-override', '--ignore-last-opened'],
    ...(options.extraArgs ?? []),
    options.workspace,
  ];
  const cwd = options.workspace;
  const group = await startGroup({
    node: paths.node,
    preload: [environmentFromFile],
    args,
    env,
    cwd,
    readyUrl: `${address}/healthz`,
  });
  return { address, port, ...group };
}

/** The bare server of VS Code: it accepts the page parameters `extensionDevelopmentPath` and `extensionTestsPath`. */
export async function startTestServer(
  paths: CodeServerPaths,
  options: Pick<UserServerOptions, 'home' | 'env' | 'settings'>,
): Promise<RunningServer> {
  const user = join(options.home, 'data', 'User');
  await mkdir(user, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const args = [
    paths.serverMain,
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--accept-server-license-terms', '--enable-smoke-test-driver', '--telemetry-level', 'off'],
    ...['--server-data-dir', options.home],
    ...['--extensions-dir', join(options.home, 'extensions')],
  ];
  const env = { ...cleanEnvironment(), ...options.env };
  const group = await startGroup({
    node: paths.node,
    args,
    env,
    cwd: tmpdir(),
    readyUrl: `${address}/version`,
  });
  return { address, port, ...group };
}

const environmentFromFile = fileURLToPath(new URL('environmentFromFile.ts', import.meta.url));

/**
 * Without what a surrounding VS Code terminal, test runner or debugger left: they change what the server does. And with the
 * word that it was started from a terminal: else it asks the user's login shell for variables, and a KUBECONFIG that a shell
 * profile sets would win over ours.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(VSCODE_|ELECTRON_|CODE_SERVER_|VITEST|NODE_OPTIONS$|NODE_ENV$|PORT$|PASSWORD$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), VSCODE_CLI: '1' };
}
