// What a session answers for a node, or the node that says why it does not.
import type { ClusterSession, Result } from '../../../cluster/api.ts';
import { problemNode } from './message.ts';
import type { ExplorerNode, NodeContext } from './node.ts';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly node: ExplorerNode };

export async function reading<T>(
  node: ExplorerNode & { readonly contextName: string },
  { service }: NodeContext,
  read: (session: ClusterSession) => Promise<Result<T>>,
): Promise<Read<T>> {
  const session = await service.session(node.contextName);
  const answer = session.ok ? await read(session.value) : session;
  return answer.ok ? answer : { ok: false, node: problemNode(node, answer.error) };
}
