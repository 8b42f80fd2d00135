// The object of the cluster in use that a document defines.
import type { ClusterSession, ResourceRef } from '../../cluster/api.ts';
import type { SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import type { CommandContext } from '../commands/command.ts';
import { openSession } from './pickTarget.ts';

export async function objectOf(
  ctx: Pick<CommandContext, 'access'>,
  { document: { apiVersion = '', kind = '', name = '', namespace } }: SourceDocument,
): Promise<{ readonly session: ClusterSession; readonly ref: ResourceRef } | undefined> {
  const session = await openSession(ctx);
  if (!session) return undefined;
  const asked = { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
  return { session, ref: await session.explore.place(asked) };
}
