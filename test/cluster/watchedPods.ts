// Pods of one namespace that are changed at random on a real API server, and a look at whether a watched list is what the
// server has.
import { onTestFinished } from 'vitest';
import type { ClusterSession, WatchLease } from '../../cluster/api.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';

export interface WatchedPods {
  readonly lease: WatchLease;
  /** Names that were in the list twice at some time. */
  readonly doubles: readonly string[];
  readonly changes: number;
  /** Makes, changes, deletes or makes again some of them. */
  change(): Promise<void>;
  /** Waits until the list is live and what the server has, asked past the watch. */
  untilSame(): Promise<void>;
}

/** `random` gives whole numbers below a limit. */
export async function watchPods(
  controlPlane: ControlPlane,
  session: ClusterSession,
  namespace: string,
  random: (below: number) => number,
): Promise<WatchedPods> {
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  await prepareNamespace(controlPlane, namespace);
  const user = { token: controlPlane.tokens.admin };
  const direct = await sessionFor(kubeconfigFor(controlPlane, user));
  const query = { apiVersion: 'v1', kind: 'Pod', namespace };
  const doubles: string[] = [];
  let changes = 0;
  const lease = session.watch(query, () => {
    changes += 1;
    const names = lease.first().map(({ ref }) => ref.name);
    doubles.push(...names.filter((name, at) => names.indexOf(name) !== at));
  });
  onTestFinished(() => lease.dispose());

  const truth = async () => valueOf(await direct.list({ ...query, limit: 1000 })).items;
  const changeOne = async () => {
    const path = `${pods}/pod-${random(25)}`;
    const way = random(4);
    if (way === 0) await controlPlane.request('DELETE', path, { gracePeriodSeconds: 0 });
    if (way === 1) {
      const status = { phase: ['Pending', 'Running', 'Failed', 'Succeeded'][random(4)] };
      await controlPlane.request('PATCH', `${path}/status`, { status });
      return;
    }
    await controlPlane.request('POST', pods, podNamed(path.slice(path.lastIndexOf('/') + 1)));
  };

  return {
    lease,
    doubles,
    get changes() {
      return changes;
    },
    async change() {
      for (let left = 1 + random(6); left > 0; left--) await changeOne();
    },
    async untilSame() {
      const isSame = async () => {
        const [held, asked] = [JSON.stringify(lease.first()), JSON.stringify(await truth())];
        if (held === asked && lease.status.state === 'live') return true;
        throw new Error(`${JSON.stringify(lease.status)}: ${held} is not ${asked}`);
      };
      const what = `the list of ${namespace} to be what the server has`;
      await waitUntil(what, isSame, { timeoutMs: 30_000, intervalMs: 30 });
    },
  };
}

async function prepareNamespace({ request }: ControlPlane, name: string): Promise<void> {
  await request('POST', '/api/v1/namespaces', { metadata: { name } });
  const account = { metadata: { name: 'default' } };
  await request('POST', `/api/v1/namespaces/${name}/serviceaccounts`, account);
}

function podNamed(name: string): object {
  return { metadata: { name }, spec: { containers: [{ name: 'main', image: 'busybox:1.36' }] } };
}
