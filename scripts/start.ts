// `npm start`: the product in a real VS Code in the browser, with samples to play with. The window opens first; a Kubernetes
// of its own is built meanwhile and joins. Ctrl-C ends everything that it started, whatever it is at.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startUserServer } from '../test/harness/codeServer.ts';
import { ensureCodeServer } from '../test/harness/codeServerInstall.ts';
import { runStep } from '../test/harness/installStep.ts';
import { joinCluster } from './start/joinCluster.ts';
import { openInBrowser } from './start/openInBrowser.ts';
import { createWindowKubeconfig } from './start/windowKubeconfig.ts';
import { stopSignal, untilStopped } from './stopSignal.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const log = (line: string) => {
  console.log(line);
};
const signal = stopSignal();
const closers: (() => unknown)[] = [];

try {
  await main();
} catch (error) {
  if (!isStopped()) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
} finally {
  if (closers.length > 0) log('Ending ...');
  for (const closer of closers.splice(0).reverse()) await closer();
}
process.exit();

/** Asked anew each time: the compiler would take one look for all. */
function isStopped(): boolean {
  return signal.aborted;
}

async function main(): Promise<void> {
  const [codeServer, packaged] = await Promise.all([
    ensureCodeServer(log, signal),
    packageExtension(),
  ]);
  if (!codeServer.ok) throw new Error(codeServer.reason);
  if (!packaged.ok) throw new Error(packaged.reason);
  if (isStopped()) return;

  const home = await mkdtemp(join(tmpdir(), 'dpm-start-'));
  closers.push(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const workspace = join(home, 'data-platform');
  await cp(join(root, 'samples'), workspace, { recursive: true });
  const kubeconfig = await createWindowKubeconfig(home);
  const server = await startUserServer(codeServer, {
    ...{ home, workspace, env: kubeconfig.env },
    vsix: join(root, 'out', 'data-platform-manifests.vsix'),
    settings: { 'workbench.startupEditor': 'readme' },
  });
  closers.push(() => server.stop());
  if (isStopped()) return;

  log(`VS Code with Data Platform Manifests: ${server.address} (Ctrl-C ends it)`);
  openInBrowser(server.address);
  await joinCluster(kubeconfig, { log, signal, closers });
  await untilStopped(signal);
}

function packageExtension() {
  const what = 'Data Platform Manifests: building and packaging';
  const args = [join(root, 'scripts', 'package.ts')];
  const step = { what, command: process.execPath, args, cwd: root, expectedSeconds: 10, signal };
  return runStep(step, log);
}
