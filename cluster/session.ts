/** One context of the kubeconfig as an object to work with; nothing is contacted until the first call. */
import type { ApplyReport, ClusterSession, PlanEntry } from './api.ts';
import { createActions } from './actions/actions.ts';
import { applyPlan } from './apply/apply.ts';
import { patient } from './http/backOff.ts';
import { createDiscovery } from './discovery/discovery.ts';
import { openConnection } from './kubeCluster.ts';
import type { ConnectionOptions } from './kubeCluster.ts';
import type { ClusterConnection } from './http/connection.ts';
import type { ContextEntries } from './kubeconfig/kubeconfig.ts';
import { readOpenApiDocument, readOpenApiIndex } from './discovery/openApi.ts';
import { readKubernetesVersion } from './discovery/serverVersion.ts';
import { planDocuments } from './plan/plan.ts';
import type { PlannedDetails } from './plan/planner.ts';
import { createNamespace } from './requests/createNamespace.ts';
import type { ClusterKinds } from './status/clusterKinds.ts';
import { describeObject } from './describe/describeObject.ts';
import { createContainerLogs } from './logs/followLogs.ts';
import { createExploring } from './explore/explore.ts';
import { createRights } from './explore/rights.ts';
import { createOwnedIndex } from './explore/ownedIndex.ts';
import { listNames } from './requests/listNames.ts';
import { readKeys } from './requests/readKeys.ts';
import { listResources, readEditable, readYaml } from './requests/resources.ts';
import { createStreams } from './streams/streams.ts';
import { createWatches } from './watch/watches.ts';
import type { WatchLimits } from './watch/watchLimits.ts';

/** A cluster that answers again after this long may serve other kinds than before. */
const newsAfter = 60_000;

/** A session as its service holds it. */
export interface OwnedSession extends ClusterSession {
  /** Another one has taken its place: it works on for whoever holds it, and keeps no connection that rests. */
  retire(): void;
}

export interface SessionOptions extends ConnectionOptions {
  /** What watches read at once and how long they wait, where it is not as usual. */
  readonly watchLimits?: Partial<WatchLimits>;
}

/** `onConnected` is called when the cluster answers: the first time, after a while, and after its kinds have changed. */
export function createSession(
  entries: ContextEntries,
  { kinds, watchLimits, ...options }: SessionOptions & { readonly kinds?: ClusterKinds } = {},
  onConnected: () => void = () => undefined,
): OwnedSession {
  const { info } = entries;
  const connection = noticing(openConnection(entries, options), onConnected);
  const discovery = createDiscovery(patient(connection), info.name);
  const context = { connection, discovery, namespace: info.namespace, ...(kinds && { kinds }) };
  const watches = createWatches(context, watchLimits);
  const readIndex = createOwnedIndex(context);
  const describing = { context, contextName: info.name, watches, readIndex };
  const streams = createStreams(context);
  const details = new WeakMap<PlanEntry, PlannedDetails>();
  const target = { context: info.name, server: connection.server, namespace: info.namespace };
  return {
    context: info,
    explore: createExploring(context),
    streams,
    actions: createActions({ context, watches, readIndex }),
    logs: createContainerLogs(describing),
    rights: createRights(context, info.name),
    listNamespaces: (page = {}, signal) =>
      listResources(context, { ...page, apiVersion: 'v1', kind: 'Namespace' }, signal),
    list: (query, signal) => listResources(context, query, signal),
    watch: (query, onChange) => watches.lease(query, onChange),
    describe: (ref, onChange) => describeObject(describing, ref, onChange),
    getEditable: (ref, signal) => readEditable(context, ref, signal),
    getYaml: (ref, signal) => readYaml(context, ref, signal),
    names: (query, signal) => listNames(context, query, signal),
    keys: (ref, signal) => readKeys(context, ref, signal),
    tryLoginAgain: (how) => connection.tryLoginAgain(how),
    createNamespace(name, signal) {
      connection.tryLoginAgain(); // the user asks for this, as for all that changes something
      return createNamespace(connection, name, signal);
    },
    plan(documents, planOptions = {}) {
      connection.tryLoginAgain();
      const pinned = { ...target, namespace: planOptions.namespace ?? info.namespace };
      return planDocuments({ ...context, target: pinned, details }, documents, planOptions);
    },
    async apply(plan, applyOptions) {
      const pinned = { ...target, namespace: plan.target.namespace };
      const report = await applyPlan({ ...context, target: pinned, details }, plan, applyOptions);
      if (changesKinds(report)) onConnected();
      return report;
    },
    kubernetesVersion: (signal) => readKubernetesVersion(connection, signal),
    openApiIndex: (signal) => readOpenApiIndex(connection, signal),
    openApiDocument: (path, signal) => readOpenApiDocument(connection, path, signal),
    retire: () => connection.retire(),
    dispose() {
      watches.dispose();
      streams.dispose();
      connection.close();
    },
  };
}

function noticing(connection: ClusterConnection, onConnected: () => void): ClusterConnection {
  let told = -Infinity;
  const noticed = <T extends { readonly ok: boolean }>(answer: T): T => {
    if (answer.ok && Date.now() - told > newsAfter) {
      told = Date.now();
      onConnected();
    }
    return answer;
  };
  return {
    ...connection,
    request: async (request) => noticed(await connection.request(request)),
    stream: async (request) => noticed(await connection.stream(request)),
    socket: async (...asked) => noticed(await connection.socket(...asked)),
  };
}

function changesKinds({ results }: ApplyReport): boolean {
  return results.some(
    ({ outcome, ref }) => outcome === 'applied' && ref?.kind === 'CustomResourceDefinition',
  );
}
