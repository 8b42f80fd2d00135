// A release of Helm: its chart and state, what was set for it, and its objects as they are now.
import type { Health } from '../../../cluster/api.ts';
import type { HelmRelease } from '../../../cluster/exploreApi.ts';
import { own } from '../../../shared/own.ts';
import { noChildren, noteNode } from './message.ts';
import { isNode, type ContextNode, type ExplorerNode, type NodeContext } from './node.ts';
import { nodeId } from './nodeId.ts';
import { reading } from './reading.ts';
import { healthIcon } from './resource.ts';
import { objectNode } from './resourceParts.ts';
import type { Scope } from './scope.ts';

export interface ReleaseNode extends ExplorerNode {
  readonly contextName: string;
  readonly release: HelmRelease;
}

/** As Helm names the states of a release. */
const states: Readonly<Record<string, Health>> = {
  deployed: 'ok',
  failed: 'error',
  'pending-install': 'progressing',
  'pending-upgrade': 'progressing',
  'pending-rollback': 'progressing',
  uninstalling: 'progressing',
  uninstalled: 'unknown',
  superseded: 'unknown',
};

export function releaseNode(
  parentId: string,
  release: HelmRelease,
  contextName: string,
): ReleaseNode {
  const { name, namespace, chart, kept } = release;
  const chartText = chart ? `${chart.name} ${chart.version}` : '';
  const node: ReleaseNode = {
    id: nodeId(parentId, 'release', namespace, name, chart?.name ?? ''),
    contextName,
    release,
    view: () => ({
      label: name,
      description: [chartText, kept?.status, namespace].filter(Boolean).join(' · '),
      tooltip: [
        `Helm release ${name}`,
        `Namespace: ${namespace}`,
        chartText && `Chart: ${chartText}`,
        kept && `Revision: ${kept.revision}`,
        kept && `Status: ${kept.status}`,
        kept
          ? ''
          : 'Told by the labels of its workloads: no Secret of Helm that you may read tells more',
      ]
        .filter(Boolean)
        .join('\n'),
      icon: kept ? healthIcon(own(states, kept.status) ?? 'unknown') : { name: 'package' },
      contextValue: 'release',
      collapsible: 'collapsed',
    }),
    async children(ctx) {
      const objects = await reading(node, ctx, (session) =>
        session.explore.releaseObjects(release, ctx.signal),
      );
      const values = kept ? [valuesNode(node)] : [];
      if (!objects.ok) return [...values, objects.node];
      const looks = { contextName, showsKind: true, icon: 'symbol-object' };
      const found = objects.value.map((summary) => objectNode(node.id, summary, looks, ctx));
      return [...values, ...(found.length > 0 ? found : [noteNode(node, 'No objects')])];
    },
  };
  return node;
}

function valuesNode({ id, contextName, release }: ReleaseNode): ReleaseNode {
  return {
    id: nodeId(id, '', 'values'),
    contextName,
    release,
    view: () => ({
      label: 'Values',
      description: 'as they were set, without secrets',
      icon: { name: 'settings' },
      contextValue: 'values',
      collapsible: 'none',
      command: { id: 'dataPlatform.openReleaseValues', title: 'Open Values' },
    }),
    children: noChildren,
  };
}

export function isReleaseNode(value: unknown): value is ReleaseNode {
  return isNode(value) && 'release' in value && 'contextName' in value;
}

/** Of all namespaces of a scope; a namespace whose Secrets may not be listed is a quiet line. */
export async function readReleases(
  node: ContextNode,
  { namespaces }: Scope,
  ctx: NodeContext,
): Promise<{ readonly found: readonly HelmRelease[]; readonly problems: readonly ExplorerNode[] }> {
  const asked: readonly (string | undefined)[] = namespaces ?? [undefined];
  const answers = await Promise.all(
    asked.map((namespace) =>
      reading({ ...node, id: nodeId(node.id, '', 'releases', namespace ?? '') }, ctx, (session) =>
        session.explore.releases(namespace, ctx.signal),
      ),
    ),
  );
  return {
    found: answers.flatMap((answer) => (answer.ok ? answer.value : [])),
    problems: answers.flatMap((answer) => (answer.ok ? [] : [answer.node])),
  };
}
