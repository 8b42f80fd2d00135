// The top of the tree: what the kubeconfig offers. Reads files only: a cluster is called once somebody opens its context.
// Until then nothing can be unfolded, so that a tree that VS Code draws again as it was calls nobody.
import type { KubeContextInfo, KubeconfigState } from '../../../cluster/api.ts';
import { hostOf } from '../../../cluster/applyFlow/words.ts';
import { architectureNode } from './architecture.ts';
import { customResourcesNode } from './customResources.ts';
import { favouritesNodes } from './favourites.ts';
import { actionNode, failureNode, noChildren } from './message.ts';
import { namespacesNode } from './namespaces.ts';
import { platformNode } from './platform.ts';
import { namespaceWords, scopeOf } from './scope.ts';
import { sectionNodes } from './sections.ts';
import { hiddenEntryNode } from './hiddenEntry.ts';
import type { ContextNode, ExplorerNode, NodeContext } from './node.ts';
import { nodeId } from './nodeId.ts';

/** Nodes of the first level. Empty when there is no kubeconfig at all: the welcome text is shown then. */
export async function rootNodes(ctx: NodeContext): Promise<readonly ExplorerNode[]> {
  const state = await ctx.service.kubeconfig.state();
  const problems = state.problems
    .filter(({ error }) => error.code !== 'no-kubeconfig')
    .map((problem, at) => problemNode(problem, at));
  const contexts = state.contexts.map((context) => contextNode(context, state, ctx));
  return [...problems, ...contexts, ...state.hidden.map(hiddenEntryNode)];
}

function problemNode(problem: KubeconfigState['problems'][number], at: number): ExplorerNode {
  const failure = failureNode(undefined, problem.error);
  return { ...failure, id: nodeId('kubeconfig', String(at), problem.file) };
}

function contextNode(
  context: KubeContextInfo,
  state: KubeconfigState,
  ctx: NodeContext,
): ContextNode {
  const isCurrent = context.name === state.current?.name;
  const guard = ctx.isReadOnly(context.name)
    ? 'read-only'
    : ctx.isProtected(context.name)
      ? 'protected'
      : '';
  const isOpen = ctx.choices.isOpen(context.name);
  const chosen = ctx.choices.namespacesOf(context.name);
  // Another id for what is open: VS Code keeps with an id whether it is unfolded.
  const id = nodeId(isOpen ? 'context' : 'closed', context.name);
  return {
    id,
    contextName: context.name,
    view: () => ({
      label: context.name,
      description: [
        isCurrent ? 'in use' : '',
        guard,
        context.problem ? 'cannot be used' : hostText(context.server),
        isOpen && chosen ? namespaceWords(chosen) : '',
        isOpen && ctx.choices.filter ? `filter ${ctx.choices.filter.text}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
      tooltip: tooltip(context, state),
      icon: icon(context, isCurrent, guard),
      contextValue: contextValue(context, { isCurrent, isOpen }),
      collapsible: context.problem ? 'collapsed' : isOpen ? 'expanded' : 'none',
      ...(!isOpen &&
        !context.problem && { command: { id: 'dataPlatform.openContext', title: 'Open Context' } }),
    }),
    children(now) {
      if (context.problem) return Promise.resolve([failureNode(this, context.problem)]);
      return isOpen ? partsOf(this, context, now) : noChildren();
    },
  };
}

async function partsOf(
  node: ContextNode,
  context: KubeContextInfo,
  ctx: NodeContext,
): Promise<readonly ExplorerNode[]> {
  const found = await scopeOf(context, ctx);
  if (!found.ok) return [failureNode(node, found.error)];
  const { id, contextName } = node;
  const scope = found.value;
  const narrowed = actionNode({ id, contextName }, 'narrowed', {
    label: `Shows namespace ${context.namespace} alone`,
    description: 'you may not look into all · click to choose others',
    command: { id: 'dataPlatform.chooseNamespaces', title: 'Choose Namespaces' },
  });
  return [
    ...(scope.isNarrowed ? [narrowed] : []),
    ...favouritesNodes(id, context, ctx),
    platformNode(id, scope),
    ...sectionNodes(id, scope),
    customResourcesNode(id, scope),
    namespacesNode(id, context),
    architectureNode(id, scope),
  ];
}

function contextValue(
  { problem }: KubeContextInfo,
  { isCurrent, isOpen }: { readonly isCurrent: boolean; readonly isOpen: boolean },
): string {
  if (problem) return 'context.broken';
  return `context.${isCurrent ? 'current' : 'other'}.${isOpen ? 'open' : 'closed'}`;
}

const icons = { 'read-only': 'lock', protected: 'shield', '': undefined } as const;

function icon(context: KubeContextInfo, isCurrent: boolean, guard: 'read-only' | 'protected' | '') {
  if (context.problem) return { name: 'warning', color: 'list.warningForeground' };
  const name = icons[guard] ?? (isCurrent ? 'vm-active' : 'vm');
  return { name, color: isCurrent ? 'testing.iconPassed' : undefined };
}

function tooltip(context: KubeContextInfo, state: KubeconfigState): string {
  const lines = [
    `Context ${context.name}`,
    `Cluster: ${context.cluster}${context.server ? ` (${context.server})` : ''}`,
    `User: ${context.user}`,
    `Namespace: ${context.namespace}`,
    `From: ${context.file}`,
    context.name === state.currentInFile ? "The kubeconfig's current-context" : '',
    context.problem?.message ?? '',
  ];
  return lines.filter(Boolean).join('\n');
}

function hostText(server: string | undefined): string {
  return server ? hostOf(server) : '';
}
