// The parts of a context, and of each namespace: folders of the kinds that belong together. Which kinds there are, and
// where they stand, is data (`explorer` in system.yaml).
import { groupOf } from '../../../shared/gvk.ts';
import type { ExplorerSection } from '../../../shared/kindFacts.ts';
import type { FolderKind } from '../../../cluster/api.ts';
import { kindFolder } from './folder.ts';
import type { ExplorerNode, NodeContext, NodeView } from './node.ts';
import { nodeId } from './nodeId.ts';
import type { Scope } from './scope.ts';

type Listed = Exclude<ExplorerSection, 'architecture'>;

const looks: Readonly<Record<Listed, { label: string; icon: string }>> = {
  workloads: { label: 'Workloads', icon: 'rocket' },
  storage: { label: 'Storage', icon: 'database' },
  config: { label: 'Config', icon: 'settings-gear' },
  network: { label: 'Network', icon: 'plug' },
  access: { label: 'Access', icon: 'key' },
};

/** In their order. */
export function sectionNodes(parentId: string, scope: Scope): readonly ExplorerNode[] {
  return (Object.keys(looks) as Listed[]).map((section) => sectionNode(parentId, section, scope));
}

/** How a part of a context or a namespace looks. */
export function sectionView(label: string, icon: string): NodeView {
  return { label, icon: { name: icon }, contextValue: 'section', collapsible: 'collapsed' };
}

function sectionNode(parentId: string, section: Listed, scope: Scope): ExplorerNode {
  const id = nodeId(parentId, '', section);
  const { label, icon } = looks[section];
  return {
    id,
    view: () => sectionView(label, icon),
    async children(ctx) {
      const folders = await foldersOf(section, scope, ctx);
      return folders.map((folder) => kindFolder(id, folder, scope));
    },
  };
}

/** Kinds of others stand there only where the cluster serves them. */
export async function foldersOf(
  section: ExplorerSection,
  { contextName, isWhole }: Scope,
  ctx: NodeContext,
): Promise<readonly FolderKind[]> {
  const { service } = ctx;
  const all = service.folders.filter(
    (folder) => folder.section === section && (isWhole || folder.namespaced),
  );
  const isOwn = ({ apiVersion }: FolderKind) => service.isBuiltIn(groupOf(apiVersion));
  if (all.every(isOwn)) return all;
  const served = await servedGroups(contextName, ctx);
  return all.filter((folder) => isOwn(folder) || served.has(groupOf(folder.apiVersion)));
}

/** Empty where they cannot be read: the lists beside them say why. */
async function servedGroups(contextName: string, { service, signal }: NodeContext) {
  const session = await service.session(contextName);
  const kinds = session.ok ? await session.value.explore.kinds(signal) : session;
  return new Set(kinds.ok ? kinds.value.map(({ apiVersion }) => groupOf(apiVersion)) : []);
}
