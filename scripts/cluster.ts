// `npm run cluster`: a throw-away Kubernetes for a person, until Ctrl-C. `npm run cluster -- kinds [GROUP…]` adds kinds to it.
import { ensureControlPlane, startControlPlane } from '../test/harness/controlPlane.ts';
import type { ControlPlane } from '../test/harness/controlPlane.ts';
import { addKinds } from './cluster/addKinds.ts';
import { announceCluster } from './cluster/runningClusters.ts';
import { installSampleKinds } from './cluster/sampleKinds.ts';
import { stopSignal, untilStopped } from './stopSignal.ts';

const log = (line: string) => process.stdout.write(`${line}\n`);

const [command, ...words] = process.argv.slice(2);
if (command === 'kinds') process.exit(await addKinds(words, { log }));
if (command !== undefined) {
  log(`There is no "${command}": npm run cluster, or npm run cluster -- kinds [GROUP…]`);
  process.exit(2);
}
process.exit(await runCluster(stopSignal()));

/** Returns the exit code. */
async function runCluster(signal: AbortSignal): Promise<number> {
  let controlPlane: ControlPlane | undefined;
  let takeBack: (() => void) | undefined;
  try {
    const build = await ensureControlPlane({ log, signal });
    if (!build.ok) throw new Error(`No local cluster: ${build.reason}`);
    controlPlane = await startControlPlane({ nodes: 2, log, signal });
    const { url, kubeconfigPath } = controlPlane;
    if (!(await installSampleKinds(controlPlane, { log, signal })))
      log(
        'The schemas are not built (npm run build does it): kinds such as SparkApplication are left out.',
      );
    takeBack = announceCluster({ startedBy: 'npm run cluster', kubeconfigPath });
    log(
      `Kubernetes at ${url}, with two simulated nodes and the kinds of the samples. Its kubeconfig:`,
    );
    log(`  export KUBECONFIG=${kubeconfigPath}`);
    log('Further kinds: npm run cluster -- kinds');
    log('It lives until Ctrl-C; nothing of it is kept.');
    await untilStopped(signal);
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    log(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    takeBack?.();
    await controlPlane?.stop();
    if (signal.aborted) log('Stopped.');
  }
}
