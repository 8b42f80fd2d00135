// Asks for a context or a resource when a command was started without one.
import * as vscode from 'vscode';
import type { CommandContext } from '../commands/command.ts';
import type { ClusterService, ClusterSession, FolderKind, ResourceRef } from '../../cluster/api.ts';
import { isResourceHandle } from '../explorer/nodes/node.ts';
import { untrustedReason } from './clusterAccess.ts';
import { withProgress } from './questions.ts';
import { askForText, pickOne, showError, showWarning } from './window.ts';

export interface ResourceTarget {
  readonly session: ClusterSession;
  readonly ref: ResourceRef;
  readonly uid?: string;
}

/** The cluster service, or a message why there is none. */
export async function openService(
  ctx: Pick<CommandContext, 'access'>,
): Promise<ClusterService | undefined> {
  const gate = await ctx.access.service();
  if (gate.ok) return gate.service;
  const manage = gate.reason === untrustedReason ? ['Manage Workspace Trust'] : [];
  void showWarning(gate.reason, ...manage).then(async (answer) => {
    if (answer) await vscode.commands.executeCommand('workbench.trust.manage');
  });
  return undefined;
}

/** The session of a context, of the one in use where none is named; undefined where there is none, which has been told. */
export async function openSession(
  ctx: Pick<CommandContext, 'access'>,
  contextName?: string,
): Promise<ClusterSession | undefined> {
  const service = await openService(ctx);
  const session = await service?.session(contextName);
  if (session && !session.ok) void showError(session.error.message);
  return session?.ok ? session.value : undefined;
}

/** The resource of a tree node; without one the user picks kind, namespace and name, of the kinds that are wanted. */
export async function resourceTarget(
  ctx: CommandContext,
  target: unknown,
  isWanted: (kind: FolderKind, service: ClusterService) => boolean = () => true,
): Promise<ResourceTarget | undefined> {
  const node = isResourceHandle(target) ? target : undefined;
  const session = await openSession(ctx, node?.contextName);
  if (!session) return undefined;
  if (node) return { session, ref: node.ref, uid: node.uid };
  const service = await openService(ctx);
  const kinds = service?.folders.filter((kind) => isWanted(kind, service)) ?? [];
  return pickResource(session, kinds);
}

async function pickResource(
  session: ClusterSession,
  folders: readonly FolderKind[],
): Promise<ResourceTarget | undefined> {
  const title = `Resource of context ${session.context.name}`;
  const kind = await pickOne(
    [...folders]
      .sort((one, other) => Number(other.namespaced) - Number(one.namespaced))
      .map((shown) => ({ label: shown.title, shown })),
    { title, placeHolder: 'Kind' },
  );
  if (!kind) return undefined;
  const { apiVersion, kind: kindName } = kind.shown;
  let namespace: string | undefined;
  if (kind.shown.namespaced) {
    namespace = await askForText({
      title,
      prompt: 'Namespace',
      value: session.context.namespace,
    });
    if (!namespace) return undefined;
  }
  const page = await withProgress(`Reading ${kind.shown.title}`, (signal) =>
    session.list({ apiVersion, kind: kindName, namespace }, signal),
  );
  if (!page.ok) {
    if (page.error.code !== 'cancelled') void showError(page.error.message);
    return undefined;
  }
  const picked = await pickOne(
    page.value.items.map(({ ref, status, uid }) => ({
      label: ref.name,
      description: status,
      ref,
      uid,
    })),
    { title, placeHolder: page.value.items.length > 0 ? 'Name' : 'There is none' },
  );
  return picked && { session, ref: picked.ref, uid: picked.uid };
}

export interface ContextChoice {
  /** Undefined: what the kubeconfig says. */
  readonly name: string | undefined;
}

/** Lets the user pick a context; `follow` adds the kubeconfig's own choice as an answer. */
export async function pickContext(
  service: ClusterService,
  options: { title: string; follow: boolean },
): Promise<ContextChoice | undefined> {
  const { contexts, current, currentInFile, problems } = await service.kubeconfig.state();
  if (contexts.length === 0) {
    const reason = problems[0]?.error.message ?? 'The kubeconfig has no contexts';
    void showError(reason);
    return undefined;
  }
  const items = contexts.map(({ name, server, namespace, problem }) => ({
    label: name,
    description: name === current?.name ? 'in use' : undefined,
    detail: problem?.message ?? `${server ?? ''} · namespace ${namespace}`,
    name,
  }));
  const follow = {
    label: 'Follow the kubeconfig',
    icon: 'sync',
    description: currentInFile ? `now ${currentInFile}` : 'it names no context',
    detail: 'Use its current-context, also when it changes',
    name: undefined,
  };
  return pickOne(options.follow ? [...items, follow] : items, {
    title: options.title,
    placeHolder: 'Context',
    matchOnDetail: true,
  });
}
