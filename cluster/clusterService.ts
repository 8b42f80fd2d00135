/** Entry point of the cluster modules: the kubeconfig, and one session per context. */
import type { ClusterError, ClusterService, LoginFailure } from './api.ts';
import { createKubeconfig, entriesOf } from './kubeconfig/kubeconfig.ts';
import type { ContextEntries, KubeconfigOptions } from './kubeconfig/kubeconfig.ts';
import { createSession } from './session.ts';
import { groupOf } from '../shared/gvk.ts';
import { mayHave } from './status/offeredActions.ts';
import { ClusterKinds, type ReadClusterKinds } from './status/clusterKinds.ts';
import type { OwnedSession, SessionOptions } from './session.ts';
import { isObject, objectAt, without } from './values.ts';

export interface ClusterServiceOptions extends KubeconfigOptions, SessionOptions {
  /** What the systems say of their kinds; absent: the explorer has no folders. */
  readonly readKinds?: ReadClusterKinds;
}

/** Reads and contacts nothing until it is asked to. */
export function createClusterService(options: ClusterServiceOptions = {}): ClusterService {
  const kubeconfig = createKubeconfig(options);
  const kinds = new ClusterKinds(options.readKinds);
  const sessions = new Map<string, { fingerprint: string; session: OwnedSession }>();
  const listeners = new Set<(contextName: string) => void>();
  const loginListeners = new Set<(failure: LoginFailure) => void>();
  return {
    kubeconfig,
    get folders() {
      return kinds.folders;
    },
    get platform() {
      return kinds.platform;
    },
    isBuiltIn: (group) => kinds.isBuiltIn(group),
    hasPods: ({ apiVersion, kind }) => kinds.kindOf(groupOf(apiVersion), kind)?.pods !== undefined,
    mayHave: ({ apiVersion, kind }, action) =>
      mayHave(kinds.kindOf(groupOf(apiVersion), kind)?.actions ?? {}, action),
    isDescribed: ({ apiVersion, kind }) => {
      const known = kinds.kindOf(groupOf(apiVersion), kind);
      return known?.status !== undefined || known?.columns !== undefined;
    },
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
      const onLoginFailure = (error: ClusterError, offersTerminal: boolean) => {
        for (const listener of loginListeners)
          listener({ contextName: name, error, offersTerminal });
      };
      // The old one is left to whoever still uses it: its plans stay pinned to the server they were made for.
      const session = createSession(entries.value, { onLoginFailure, kinds, ...options }, () => {
        for (const listener of listeners) listener(name);
      });
      known?.session.retire();
      sessions.set(name, { fingerprint, session });
      return { ok: true, value: session };
    },
    tryLoginAgain({ contextName, ...how } = {}) {
      for (const [name, { session }] of sessions) {
        if (contextName === undefined || contextName === name) session.tryLoginAgain(how);
      }
    },
    onDidFailLogin(listener) {
      loginListeners.add(listener);
      return { dispose: () => void loginListeners.delete(listener) };
    },
    dispose() {
      kubeconfig.dispose();
      for (const { session } of sessions.values()) session.dispose();
      sessions.clear();
    },
  };
}

/** Tokens that are renewed in the kubeconfig, by us or by kubectl, make no other session: it reads them again itself. */
const RENEWED = ['id-token', 'refresh-token'] as const;

function fingerprintOf({ info, cluster, user }: ContextEntries): string {
  const provider = user?.value['auth-provider'];
  if (!isObject(provider)) return JSON.stringify([info, cluster.value, user?.value]);
  const config = without(objectAt(provider, 'config'), RENEWED);
  const lasting = { ...user?.value, 'auth-provider': { ...provider, config } };
  return JSON.stringify([info, cluster.value, lasting]);
}
