// The cluster of `npm start`: built where it must be, started, given the kinds of the samples, and shown to the window, which
// is open by then.
import { ensureControlPlane, startControlPlane } from '../../test/harness/controlPlane.ts';
import type { Log } from '../../test/harness/installStep.ts';
import { announceCluster } from '../cluster/runningClusters.ts';
import { installSampleKinds } from '../cluster/sampleKinds.ts';
import { usersContext } from './usersContext.ts';
import type { WindowKubeconfig } from './windowKubeconfig.ts';

export interface JoinOptions {
  log: Log;
  signal: AbortSignal;
  /** Receives what ends the cluster; called in reverse order. */
  closers: (() => unknown)[];
}

/** Resolves when the cluster has joined, or when it is clear and said that it does not. */
export async function joinCluster(
  kubeconfig: WindowKubeconfig,
  options: JoinOptions,
): Promise<void> {
  const { log, signal } = options;
  log(
    'A local Kubernetes joins the window as soon as it is ready. Until then the window has no cluster; it',
  );
  log('does not see your own kube contexts.');
  const built = await ensureControlPlane({ log, signal });
  if (!built.ok) {
    if (signal.aborted) return;
    await kubeconfig.leaveToUser();
    log(`There is no local Kubernetes: ${built.reason}`);
    for (const line of whatARestartDoes()) log(line);
    return;
  }
  try {
    await startAndJoin(kubeconfig, options);
  } catch (error) {
    if (signal.aborted) return;
    log(
      `The local Kubernetes did not start: ${error instanceof Error ? error.message : String(error)}`,
    );
    log(
      'The window goes on without a cluster. To try again, end this with Ctrl-C and run npm start.',
    );
  }
}

async function startAndJoin(
  kubeconfig: WindowKubeconfig,
  { log, signal, closers }: JoinOptions,
): Promise<void> {
  log('Starting the local Kubernetes (about 6 s) ...');
  const controlPlane = await startControlPlane({ nodes: 3, log, signal });
  closers.push(() => controlPlane.stop());
  await installSampleKinds(controlPlane, { log, signal });
  await kubeconfig.join(controlPlane.kubeconfig());
  const { url, kubeconfigPath } = controlPlane;
  closers.push(announceCluster({ startedBy: 'npm start', kubeconfigPath }));
  log(`Local Kubernetes: ${url}, kubeconfig ${kubeconfig.path}`);
  log('The window shows it in the view "Data Platform". Further kinds: npm run cluster -- kinds');
}

/** The build has failed: which clusters a window sees from its next start on. */
function whatARestartDoes(): string[] {
  const own = usersContext();
  if (!own) {
    return [
      'You have no kubeconfig either: completion and checks work, Apply and the explorer do not.',
    ];
  }
  return [
    'The window goes on without a cluster. If you restart it (F1, Developer: Reload Window), it uses your own contexts.',
    own.name === undefined
      ? `CAREFUL: the contexts of YOUR OWN kubeconfig ${own.file} can be chosen then.`
      : `CAREFUL: Apply writes to YOUR OWN kube context "${own.name}" from ${own.file} then.`,
  ];
}
