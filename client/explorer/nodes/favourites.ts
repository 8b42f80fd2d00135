// What the user has pinned in a context, before all its parts. Objects are as they were when this was unfolded or refreshed.
import type { ClusterSession, KubeContextInfo, ResourceSummary } from '../../../cluster/api.ts';
import { pinKey, type Pin } from '../pins.ts';
import { kindFolder } from './folder.ts';
import { namespaceNode } from './namespaces.ts';
import type { ContextNode, ExplorerNode, NodeContext } from './node.ts';
import { nodeId } from './nodeId.ts';
import { reading } from './reading.ts';
import { objectNode } from './resourceParts.ts';
import { sectionView } from './sections.ts';

/** None where nothing is pinned. */
export function favouritesNodes(
  parentId: string,
  context: KubeContextInfo,
  { choices }: NodeContext,
): readonly ExplorerNode[] {
  const pins = choices.pinsOf(context.name);
  if (pins.length === 0) return [];
  const node: ContextNode = {
    id: nodeId(parentId, '', 'favourites'),
    contextName: context.name,
    view: () => sectionView('Favourites', 'star-full'),
    async children(ctx) {
      const rows = await reading(node, ctx, async (session) => ({
        ok: true,
        value: await Promise.all(pins.map((pin) => rowOf(node.id, pin, { context, ctx, session }))),
      }));
      return rows.ok ? rows.value.flat() : [rows.node];
    },
  };
  return [node];
}

interface Around {
  readonly context: KubeContextInfo;
  readonly ctx: NodeContext;
  readonly session: ClusterSession;
}

async function rowOf(
  parentId: string,
  pin: Pin,
  { context, ctx, session }: Around,
): Promise<readonly ExplorerNode[]> {
  const { contextName, ref, folder } = pin;
  const id = nodeId(parentId, pinKey(pin));
  if (folder) {
    const scope = {
      ...{ contextName, isWhole: true },
      ...(folder.namespaces && { namespaces: folder.namespaces }),
    };
    return [pinned(kindFolder(id, folder.shown, scope))];
  }
  if (!ref) return [];
  if (ref.apiVersion === 'v1' && ref.kind === 'Namespace')
    return [pinned(namespaceNode(id, context, ref.name, 'Active'))];
  const summary = (await summaryOf(pin, session, ctx.signal)) ?? {
    ...{ ref, status: 'Not there', health: 'unknown' as const },
  };
  const looks = { contextName, showsKind: true, showsNamespace: true };
  return [pinned(objectNode(id, summary, looks, ctx))];
}

/** Undefined where there is no such object, or it may not be read. */
async function summaryOf(
  { ref }: Pin,
  session: ClusterSession,
  signal: AbortSignal,
): Promise<ResourceSummary | undefined> {
  if (!ref) return undefined;
  const { apiVersion, kind, name, namespace } = ref;
  const lease = session.watch(
    {
      ...{ apiVersion, kind, fieldSelector: `metadata.name=${name}` },
      ...(namespace !== undefined && { namespace }),
    },
    () => undefined,
  );
  try {
    await lease.ready(signal);
    return lease.first(1)[0];
  } finally {
    lease.dispose();
  }
}

/** Its menu lets go of it again. */
function pinned<N extends ExplorerNode>(node: N): N {
  const view = () => {
    const own = node.view();
    return { ...own, contextValue: `${own.contextValue}.pinned` };
  };
  return { ...node, view };
}
