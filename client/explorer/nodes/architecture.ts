// What a cluster is made of, and how its parts are: each says in one line what it does. A managed control plane hides
// some of them: that is "not visible", not "down".
import type { ResourceSummary } from '../../../cluster/api.ts';
import {
  componentNames,
  type ApiServerState,
  type ComponentName,
  type ComponentState,
  type HealthCheck,
} from '../../../cluster/exploreApi.ts';
import { kindFolder } from './folder.ts';
import { lineNode, noChildren } from './message.ts';
import type { ContextNode, ExplorerNode, NodeContext, NodeIcon } from './node.ts';
import { nodeId } from './nodeId.ts';
import { reading } from './reading.ts';
import { healthIcon, resourceNode } from './resource.ts';
import type { Scope } from './scope.ts';
import { foldersOf, sectionView } from './sections.ts';

export function architectureNode(parentId: string, scope: Scope): ContextNode {
  const { contextName } = scope;
  const node: ContextNode = {
    id: nodeId(parentId, '', 'architecture'),
    contextName,
    view: () => sectionView('Architecture', 'circuit-board'),
    async children(ctx) {
      const [server, components, folders] = await Promise.all([
        reading(node, ctx, (session) => session.explore.apiServer(ctx.signal)),
        Promise.all(componentNames.map((name) => componentNode(node, name, ctx))),
        foldersOf('architecture', scope, ctx),
      ]);
      // A cluster that does not answer says so once.
      if (!server.ok) return [server.node];
      return [
        apiServerNode(node, server.value),
        ...components,
        ...folders.map((folder) => kindFolder(node.id, folder, scope)),
      ];
    },
  };
  return node;
}

const purposes: Readonly<Record<ComponentName | 'api', string>> = {
  api: 'answers everybody: kubectl, controllers, kubelets',
  etcd: 'stores every object of the cluster',
  'kube-controller-manager':
    'makes what is asked for come true: pods of a Deployment, volumes of a claim',
  'kube-scheduler': 'chooses a node for each new pod',
  'kube-proxy': 'leads the addresses of Services to pods, on each node',
};

function apiServerNode(parent: ExplorerNode, state: ApiServerState): ExplorerNode {
  const { version, latencyMs, ready, live } = state;
  const failing = [...ready, ...live].filter(({ isOk }) => !isOk);
  const id = nodeId(parent.id, 'api');
  const node: ExplorerNode = {
    id,
    view: () => ({
      label: 'API server',
      description: [
        version,
        `${latencyMs} ms`,
        failing.length > 0 ? `${failing.length} checks fail` : ready.length > 0 ? 'ready' : '',
        purposes.api,
      ]
        .filter(Boolean)
        .join(' · '),
      tooltip: `The API server ${purposes.api}. It took ${latencyMs} ms to answer the smallest request`,
      icon: healthIcon(failing.length > 0 ? 'error' : 'ok'),
      contextValue: 'component',
      collapsible: 'collapsed',
    }),
    children: () =>
      Promise.resolve([
        checksNode(node, 'readyz', 'Ready to take requests', ready),
        checksNode(node, 'livez', 'Alive', live),
      ]),
  };
  return node;
}

function checksNode(
  parent: ExplorerNode,
  endpoint: string,
  label: string,
  checks: readonly HealthCheck[],
): ExplorerNode {
  const id = nodeId(parent.id, endpoint);
  const failing = checks.filter(({ isOk }) => !isOk);
  const health = checks.length === 0 ? 'unknown' : failing.length > 0 ? 'error' : 'ok';
  const node: ExplorerNode = {
    id,
    view: () => ({
      label,
      description:
        checks.length === 0
          ? `/${endpoint} is not visible`
          : `/${endpoint} · ${checks.length - failing.length} of ${checks.length} checks pass`,
      icon: healthIcon(health),
      contextValue: 'group',
      collapsible: checks.length > 0 ? 'collapsed' : 'none',
    }),
    // Failing ones first.
    children: () =>
      Promise.resolve(
        [...failing, ...checks.filter(({ isOk }) => isOk)].map(({ name, isOk }) =>
          lineNode(node, name, name, {
            description: isOk ? 'passes' : 'fails',
            icon: healthIcon(isOk ? 'ok' : 'error'),
          }),
        ),
      ),
  };
  return node;
}

async function componentNode(
  parent: ContextNode,
  name: ComponentName,
  ctx: NodeContext,
): Promise<ExplorerNode> {
  const state = await reading(parent, ctx, (session) =>
    session.explore.component(name, ctx.signal),
  );
  const id = nodeId(parent.id, name);
  const { leader, pods }: ComponentState & { readonly pods: readonly ResourceSummary[] } = state.ok
    ? state.value
    : { pods: [] };
  return {
    id,
    view: () => ({
      label: name,
      description: [wordsOf({ leader, pods }), purposes[name]].join(' · '),
      tooltip: [
        `${name} ${purposes[name]}`,
        leader && `${leader.holder} leads, and said so ${leader.silentSeconds ?? 0} seconds ago`,
      ]
        .filter(Boolean)
        .join('\n'),
      icon: iconOf({ leader, pods }),
      contextValue: 'component',
      collapsible: pods.length > 0 ? 'collapsed' : 'none',
    }),
    children: () =>
      pods.length > 0
        ? Promise.resolve(
            pods.map((pod) => resourceNode(id, pod, { contextName: parent.contextName })),
          )
        : noChildren(),
  };
}

interface Seen {
  readonly leader: ComponentState['leader'];
  readonly pods: readonly ResourceSummary[];
}

function wordsOf({ leader, pods }: Seen): string {
  if (pods.length > 0) {
    const well = pods.filter(({ health }) => health === 'ok').length;
    return `${well} of ${pods.length} pods run`;
  }
  if (!leader) return 'not visible';
  return isSilent(leader) ? `silent for ${leader.silentSeconds ?? 0} s` : `${leader.holder} leads`;
}

/** A leader speaks every few seconds; more than this is more than clocks that differ. */
const mostSilentSeconds = 120;

function isSilent({ silentSeconds = 0 }: NonNullable<Seen['leader']>): boolean {
  return silentSeconds > mostSilentSeconds;
}

function iconOf({ leader, pods }: Seen): NodeIcon {
  if (pods.length === 0)
    return healthIcon(!leader ? 'unknown' : isSilent(leader) ? 'warning' : 'ok');
  return healthIcon(pods.every(({ health }) => health === 'ok') ? 'ok' : 'warning');
}
