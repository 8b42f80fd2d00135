// The extension host suites as one suite of `npm test`; run alone: `node test/vscode/runSuites.ts [name of a suite]`.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SuiteOutcome } from '../../scripts/suiteOutcome.ts';
import { ensureControlPlane, startControlPlane } from '../harness/controlPlane.ts';
import type { Ensured, Log } from '../harness/installStep.ts';
import { runningPod } from '../cluster/podFixture.ts';
import { bundleSuites, bundleYamlExtension } from './bundleSuites.ts';
import { writeKubeconfigTrap } from './kubeconfigTrap.ts';
import { runExtensionTests, type ExtensionTestsRun } from './runExtensionTests.ts';

/** Runs them on the built extension in `root`; `only` keeps the suites whose file name contains it. */
export async function runVscodeSuites(
  root: string,
  log: Log,
  only?: string,
): Promise<SuiteOutcome> {
  const startedAt = Date.now();
  const testsPath = await bundleSuites();
  let sum: SuiteOutcome = { name: 'vscode', passed: 0, failed: 0, skipped: 0, seconds: 0 };
  for (const folder of ['suites', 'beside', 'cluster'] as const) {
    const files = await readdir(join(dirname(testsPath), folder));
    if (!files.some((file) => file.endsWith('.test.js') && (!only || file.includes(only))))
      continue;
    const options = { root, testsPath, log, only };
    const { passed, failed, skipped, failures, note } = await (folder === 'cluster'
      ? runWithCluster(options)
      : runFolder(folder, options));
    sum = {
      ...sum,
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...(sum.failures ?? []), ...(failures ?? [])],
      ...(note !== undefined && { note }),
    };
  }
  return { ...sum, seconds: (Date.now() - startedAt) / 1000 };
}

interface FolderOptions {
  root: string;
  testsPath: string;
  log: Log;
  only: string | undefined;
}

/** `suites` run with our extension alone, `beside` with the YAML extension at its side. */
async function runFolder(
  suites: 'suites' | 'beside',
  { root, testsPath, log, only }: FolderOptions,
): Promise<Omit<SuiteOutcome, 'name' | 'seconds'>> {
  const folder = await mkdtemp(join(tmpdir(), 'dpm-trap-'));
  const { kubeconfig, trace, connected } = await writeKubeconfigTrap(folder);
  const run = await runExtensionTests({
    extensionPath: root,
    ...(suites === 'beside' && { installed: await bundleYamlExtension() }),
    testsPath,
    workspace: join(root, 'test', 'vscode', 'workspace'),
    env: {
      KUBECONFIG: kubeconfig,
      DPM_TEST_TRAP: trace,
      DPM_TEST_CONNECTED: connected,
      DPM_TEST_SUITES: suites,
      DPM_YAML_SERVER: join(root, 'node_modules/yaml-language-server/out/src/server.js'),
      ...(only && { DPM_TEST_SUITE: only }),
    },
    log: withoutNoise(log),
  }).finally(() => rm(folder, { recursive: true, force: true }));
  return countsOf(run);
}

/** The suites about a cluster, with one in which a pod `web` runs beside a ConfigMap `settings`; skipped where there can be none. */
async function runWithCluster({
  root,
  testsPath,
  log,
  only,
}: FolderOptions): Promise<Omit<SuiteOutcome, 'name' | 'seconds'>> {
  const build = await ensureControlPlane({ log });
  if (!build.ok) {
    const isWanted = process.env.DPM_REQUIRE_CONTROL_PLANE === '1';
    return { passed: 0, failed: isWanted ? 1 : 0, skipped: isWanted ? 0 : 1, note: build.reason };
  }
  const controlPlane = await startControlPlane({ log, kubelet: true });
  try {
    await runningPod(controlPlane, 'web', { labels: { app: 'web' } });
    await controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', {
      metadata: { name: 'settings' },
      data: { level: 'info' },
    });
    const run = await runExtensionTests({
      extensionPath: root,
      testsPath,
      workspace: join(root, 'test', 'vscode', 'workspace'),
      env: {
        KUBECONFIG: controlPlane.kubeconfigPath,
        DPM_TEST_SUITES: 'cluster',
        DPM_TEST_CONTAINER: controlPlane.containerFolder('default', 'web', 'main'),
        ...(only && { DPM_TEST_SUITE: only }),
      },
      log: withoutNoise(log),
    });
    return countsOf(run);
  } finally {
    await controlPlane.stop();
  }
}

function countsOf(run: Ensured<ExtensionTestsRun>): Omit<SuiteOutcome, 'name' | 'seconds'> {
  const none = { passed: 0, failed: 0, skipped: 0 };
  if (!run.ok) return { ...none, skipped: 1, note: run.reason };
  if (!run.result) return { ...none, failed: 1, note: 'the extension host ended before its tests' };
  const { passed, failed, skipped, failures } = run.result;
  if (failed === 0 && run.code !== 0)
    return { passed, failed: 1, skipped, note: `VS Code ended with ${String(run.code)}` };
  return { passed, failed, skipped, failures };
}

function withoutNoise(log: Log): Log {
  return (line) => {
    if (!isNoise(line)) log(line);
  };
}

/** What VS Code itself says about its own start. */
function isNoise(line: string): boolean {
  return noise.some((start) => line.startsWith(start));
}

const noise = [
  'Creating a socket',
  'Resolving connection token',
  'Resolved connection token',
  'Timed out waiting for authentication provider',
  'Updating additional builtin extensions cache',
  'getaddrinfo', // the extension gallery, where there is no network
  '[AccountPolicyGate]',
  '[AgentHost',
  '[Service Worker]',
  '[reconnection-grace-time]',
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const outcome = await runVscodeSuites(root, console.log, process.argv[2]);
  console.log(JSON.stringify(outcome));
  process.exitCode = outcome.failed === 0 && outcome.passed > 0 ? 0 : 1;
}
