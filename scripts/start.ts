// `npm start`: the product in a real VS Code in the browser, with samples to play with and a cluster of its own where
// one can be had. Ctrl-C ends everything that it started.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { startUserServer } from '../test/harness/codeServer.ts';
import { ensureCodeServer } from '../test/harness/codeServerInstall.ts';
import { ensureControlPlane, startControlPlane } from '../test/harness/controlPlane.ts';
import { installOwnKinds } from './installOwnKinds.ts';
import { runNodeScript } from './runNodeScript.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const log = (line: string) => {
  console.log(line);
};
const stopped = new AbortController();
const closers: (() => Promise<unknown>)[] = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped.abort();
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  if (closers.length > 0) log('Ending ...');
  for (const closer of closers.splice(0).reverse()) await closer();
}
process.exit();

/** Asked anew each time: the compiler would take one look for all. */
function isStopped(): boolean {
  return stopped.signal.aborted;
}

async function main(): Promise<void> {
  const codeServer = await ensureCodeServer(log);
  if (!codeServer.ok) throw new Error(codeServer.reason);
  if (!runNodeScript(root, 'package')) {
    throw new Error('the extension could not be built and packaged: see the message above');
  }
  const env = await cluster();
  if (isStopped()) return;

  const home = await mkdtemp(join(tmpdir(), 'dpm-start-'));
  closers.push(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const workspace = join(home, 'data-platform');
  await cp(join(root, 'samples'), workspace, { recursive: true });
  const vsix = join(root, 'out', 'data-platform-manifests.vsix');
  const server = await startUserServer(codeServer, { home, workspace, vsix, env });
  closers.push(() => server.stop());
  if (isStopped()) return;

  log(`VS Code with Data Platform Manifests: ${server.address} (Ctrl-C ends it)`);
  openInBrowser(server.address);
  await new Promise((resolve) => {
    stopped.signal.addEventListener('abort', resolve);
  });
}

/** The environment for the extension: our own cluster, else the user's. */
async function cluster(): Promise<NodeJS.ProcessEnv> {
  const built = await ensureControlPlane({ log });
  if (isStopped()) return {};
  if (!built.ok) {
    log(`No cluster of our own: ${built.reason}`);
    log(usersContext());
    return {};
  }
  log('Starting a local Kubernetes control plane (about 6 s) ...');
  const controlPlane = await startControlPlane({ nodes: 3, log });
  closers.push(() => controlPlane.stop());
  await installOwnKinds(controlPlane);
  log(`Local Kubernetes: ${controlPlane.url}, kubeconfig ${controlPlane.kubeconfigPath}`);
  return { KUBECONFIG: controlPlane.kubeconfigPath };
}

/** Which cluster Apply would write to when there is none of our own. */
function usersContext(): string {
  const files = process.env.KUBECONFIG?.split(delimiter).filter(Boolean);
  for (const file of files ?? [join(homedir(), '.kube', 'config')]) {
    if (!existsSync(file)) continue;
    const name = (parse(readFileSync(file, 'utf8')) as Record<string, unknown> | null)?.[
      'current-context'
    ];
    if (typeof name !== 'string' || name === '') continue;
    return `CAREFUL: the editor uses YOUR OWN kube context "${name}" from ${file}; Apply writes there`;
  }
  return 'You have no kube context either: completion and checks work, Apply and the explorer do not';
}

/** Opens the address where there is a desktop to open it on; says nothing when that fails, the address is printed. */
function openInBrowser(address: string): void {
  if (!process.stdout.isTTY || process.env.SSH_CONNECTION || process.env.CI) return;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const opener = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[
    process.platform as string
  ];
  const [command, ...args] = opener ?? (DISPLAY || WAYLAND_DISPLAY ? ['xdg-open'] : []);
  if (!command) return;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
