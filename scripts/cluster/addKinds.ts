// `npm run cluster -- kinds [GROUP…]`: adds kinds to the throw-away cluster that runs; without a group it says which there are.
import { readFileSync } from 'node:fs';
import { apiRequester } from '../../test/harness/apiRequest.ts';
import { connectionIn } from '../../test/harness/controlPlaneAccess.ts';
import type { ControlPlane } from '../../test/harness/controlPlane.ts';
import type { Log } from '../../test/harness/installStep.ts';
import type { KindEntry } from '../../core/schema/schema.ts';
import { installKinds, ownKinds } from '../installOwnKinds.ts';
import { runningClusters } from './runningClusters.ts';
import type { RunningCluster } from './runningClusters.ts';

type Kind = Pick<KindEntry, 'group' | 'kind'>;

export interface AddKindsOptions {
  log: Log;
  /** All that can be added; those of the built schemas unless given. */
  kinds?: readonly Kind[] | undefined;
  /** The clusters that run, the latest first; those of this machine unless given. */
  clusters?: readonly RunningCluster[];
}

/** In place of groups: every kind. */
const all = 'all';

/** Returns the exit code. */
export async function addKinds(
  groups: readonly string[],
  options: AddKindsOptions,
): Promise<number> {
  const { log, kinds = ownKinds(), clusters = runningClusters() } = options;
  if (!kinds) {
    log('The schemas are not built. Run: npm run build');
    return 1;
  }
  const byGroup = new Map([...Map.groupBy(kinds, ({ group }) => group)].sort());
  const unknown = groups.filter((group) => group !== all && !byGroup.has(group));
  if (unknown.length > 0) {
    log(`No kinds are known of: ${unknown.join(', ')}. There are these groups:`);
    for (const group of byGroup.keys()) log(`  ${group}`);
    return 1;
  }
  const [cluster] = clusters;
  if (groups.length === 0) {
    log('Groups of kinds, which npm run cluster -- kinds GROUP… adds to a running cluster:');
    for (const [group, members] of byGroup) log(`  ${group}: ${namesOf(members)}`);
    log(`"${all}" stands for all of them and costs the API server some 3 GB of memory.`);
    log(cluster ? `It would be ${nameOf(cluster)}.` : noneRuns);
    return 0;
  }
  if (!cluster) {
    log(noneRuns);
    return 1;
  }
  const isChosen = ({ group }: Kind) => groups.includes(group) || groups.includes(all);
  log(`Adding ${namesOf(kinds.filter(isChosen))} to ${nameOf(cluster)}.`);
  await installKinds({ request: requesterOf(cluster) }, isChosen, { log });
  return 0;
}

const noneRuns =
  'No cluster of ours runs. Start one in another terminal: npm run cluster, or npm start';

function namesOf(kinds: readonly Kind[]): string {
  return [...new Set(kinds.map(({ kind }) => kind))].sort().join(', ');
}

function nameOf({ startedBy, pid, kubeconfigPath }: RunningCluster): string {
  return `the cluster of ${startedBy} (process ${String(pid)}, kubeconfig ${kubeconfigPath})`;
}

function requesterOf({ kubeconfigPath }: RunningCluster): ControlPlane['request'] {
  const { url, caCert, token } = connectionIn(readFileSync(kubeconfigPath, 'utf8'));
  return apiRequester(url, caCert, token);
}
