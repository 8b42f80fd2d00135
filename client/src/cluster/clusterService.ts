/** Entry point of the cluster modules: the kubeconfig, and one session per context. */
import type { ClusterService, ClusterSession } from './api.ts';
import { createKubeconfig, entriesOf } from './kubeconfig.ts';
import type { ContextEntries, KubeconfigOptions } from './kubeconfig.ts';
import type { ConnectionOptions } from './kubeCluster.ts';
import { createSession } from './session.ts';

export type ClusterServiceOptions = KubeconfigOptions & ConnectionOptions;

/** Reads and contacts nothing until it is asked to. */
export function createClusterService(options: ClusterServiceOptions = {}): ClusterService {
  const kubeconfig = createKubeconfig(options);
  const sessions = new Map<string, { fingerprint: string; session: ClusterSession }>();
  const listeners = new Set<(contextName: string) => void>();
  return {
    kubeconfig,
    onDidConnect(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    async session(contextName) {
      const entries = entriesOf(await kubeconfig.load(), contextName);
      if (!entries.ok) return entries;
      const { name } = entries.value.info;
      const fingerprint = fingerprintOf(entries.value);
      const known = sessions.get(name);
      if (known?.fingerprint === fingerprint) return { ok: true, value: known.session };
      // The old one is left to whoever still uses it: its plans stay pinned to the server they were made for.
      const session = createSession(entries.value, options, () => {
        for (const listener of listeners) listener(name);
      });
      sessions.set(name, { fingerprint, session });
      return { ok: true, value: session };
    },
    dispose() {
      kubeconfig.dispose();
      for (const { session } of sessions.values()) session.dispose();
      sessions.clear();
    },
  };
}

function fingerprintOf({ info, cluster, user }: ContextEntries): string {
  return JSON.stringify([info, cluster.value, user?.value]);
}
