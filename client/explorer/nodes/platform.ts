// The systems of a data platform that a cluster has: found by the API groups that it serves and by releases of Helm.
import { groupOf } from '../../../shared/gvk.ts';
import type { PlatformPods, PlatformSystem } from '../../../shared/kindFacts.ts';
import type { FolderKind } from '../../../cluster/api.ts';
import type { HelmRelease, ServedKind } from '../../../cluster/exploreApi.ts';
import { folderOf } from './customResources.ts';
import { kindFolder } from './folder.ts';
import { noteNode } from './message.ts';
import type { ContextNode, ExplorerNode, NodeContext } from './node.ts';
import { nodeId } from './nodeId.ts';
import { reading } from './reading.ts';
import { readReleases, releaseNode } from './release.ts';
import type { Scope } from './scope.ts';
import { sectionView } from './sections.ts';

export function platformNode(parentId: string, scope: Scope): ContextNode {
  const { contextName } = scope;
  const node: ContextNode = {
    id: nodeId(parentId, '', 'platform'),
    contextName,
    view: () => sectionView('Platform', 'server-environment'),
    async children(ctx) {
      const [kinds, releases] = await Promise.all([
        reading(node, ctx, (session) => session.explore.kinds(ctx.signal)),
        readReleases(node, scope, ctx),
      ]);
      if (!kinds.ok) return [kinds.node];
      const found = systemsIn(kinds.value, releases.found, ctx);
      const rest = releases.found.filter((release) => !found.some(({ has }) => has(release)));
      const systems = found.map((system) => systemNode(node.id, system, scope));
      const others = rest.length > 0 ? [othersNode(node.id, rest, contextName)] : [];
      const all = [...systems, ...others, ...releases.problems];
      return all.length > 0 ? all : [noteNode(node, 'No system of a data platform is found here')];
    },
  };
  return node;
}

interface FoundSystem {
  readonly title: string;
  readonly kinds: readonly ServedKind[];
  readonly releases: readonly HelmRelease[];
  readonly pods: readonly FolderKind[];
  readonly has: (release: HelmRelease) => boolean;
}

function systemsIn(
  served: readonly ServedKind[],
  releases: readonly HelmRelease[],
  { service }: NodeContext,
): readonly FoundSystem[] {
  return service.platform
    .map(({ title, groups, charts, pods }: PlatformSystem) => {
      const has = ({ chart }: HelmRelease) => chart !== undefined && charts.includes(chart.name);
      const kinds = served.filter((kind) => groups.includes(groupOf(kind.apiVersion)));
      const found = { title, kinds, releases: releases.filter(has) };
      return { ...found, pods: pods.map(podFolder), has };
    })
    .filter(({ kinds, releases: own }) => kinds.length > 0 || own.length > 0);
}

function systemNode(
  parentId: string,
  { title, kinds, releases, pods }: FoundSystem,
  scope: Scope,
): ExplorerNode {
  const id = nodeId(parentId, title);
  const operators = [...new Set(kinds.map(({ apiVersion }) => groupOf(apiVersion)))];
  const charts = releases.map(({ chart }) => (chart ? `${chart.name} ${chart.version}` : ''));
  return {
    id,
    view: () => ({
      label: title,
      description: [...operators, ...new Set(charts)].filter(Boolean).join(' · '),
      tooltip: [
        ...operators.map((group) => `Kinds of ${group} are served`),
        ...releases.map(({ name, namespace }) => `Helm release ${name} in namespace ${namespace}`),
      ].join('\n'),
      icon: { name: 'package' },
      contextValue: 'system',
      collapsible: 'collapsed',
    }),
    children: (ctx) =>
      Promise.resolve([
        ...foldersIn(kinds, ctx).map((folder) => kindFolder(id, folder, scope)),
        ...pods.map((folder) => kindFolder(id, folder, scope)),
        ...releases.map((release) => releaseNode(id, release, scope.contextName)),
      ]),
  };
}

/** Those of which more is known come first; kinds of several operators say whose they are. */
function foldersIn(kinds: readonly ServedKind[], ctx: NodeContext): readonly FolderKind[] {
  const groups = new Set(kinds.map(({ apiVersion }) => groupOf(apiVersion)));
  return kinds
    .map((kind) => ({
      isDescribed: ctx.service.isDescribed(kind),
      folder: {
        ...folderOf(kind, ctx),
        ...(groups.size > 1 && { note: groupOf(kind.apiVersion) }),
      },
    }))
    .sort(
      (one, other) =>
        Number(other.isDescribed) - Number(one.isDescribed) ||
        one.folder.title.localeCompare(other.folder.title, 'en'),
    )
    .map(({ folder }) => folder);
}

function podFolder({ title, labelSelector }: PlatformPods): FolderKind {
  const pods = { apiVersion: 'v1', kind: 'Pod', namespaced: true };
  return { ...pods, title, icon: 'package', labelSelector };
}

function othersNode(
  parentId: string,
  releases: readonly HelmRelease[],
  contextName: string,
): ExplorerNode {
  const id = nodeId(parentId, '', 'others');
  return {
    id,
    view: () => ({
      label: 'Other Helm Releases',
      description: String(releases.length),
      icon: { name: 'archive' },
      contextValue: 'group',
      collapsible: 'collapsed',
    }),
    children: () =>
      Promise.resolve(releases.map((release) => releaseNode(id, release, contextName))),
  };
}
