// The top of the tree: what the kubeconfig offers, the context in use opened. Reads files only; the first
// call to a cluster is made when a context's folders are opened.
import type { KubeContextInfo, KubeconfigState } from '../../../cluster/api.ts';
import { hostOf } from '../../../cluster/applyFlow/words.ts';
import { folderNode } from './folder.ts';
import { failureNode } from './message.ts';
import { namespacesNode } from './namespaces.ts';
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
  const isProtected = ctx.isProtected(context.name);
  const id = nodeId('context', context.name);
  return {
    id,
    contextName: context.name,
    view: () => ({
      label: context.name,
      description: [
        isCurrent ? 'in use' : '',
        isProtected ? 'protected' : '',
        context.problem ? 'cannot be used' : hostText(context.server),
      ]
        .filter(Boolean)
        .join(' · '),
      tooltip: tooltip(context, state),
      icon: icon(context, isCurrent, isProtected),
      contextValue: context.problem
        ? 'context.broken'
        : isCurrent
          ? 'context.current'
          : 'context.other',
      collapsible: isCurrent ? 'expanded' : 'collapsed',
    }),
    children({ service }) {
      const failure = context.problem && failureNode(this, context.problem);
      const shown = service.folders.filter(({ namespaced }) => !namespaced);
      const folders = shown.map((folder) => folderNode(id, context.name, folder));
      return Promise.resolve(failure ? [failure] : [namespacesNode(id, context), ...folders]);
    },
  };
}

function icon(context: KubeContextInfo, isCurrent: boolean, isProtected: boolean) {
  if (context.problem) return { name: 'warning', color: 'list.warningForeground' };
  const name = isProtected ? 'shield' : isCurrent ? 'vm-active' : 'vm';
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
