// Runs the apply flow for documents that a command collected, or for an object that was edited.
import { splitManifest, type ManifestDocument } from '../../core/model/manifestDocuments.ts';
import type { ApplyReport, ClusterSession } from '../../cluster/api.ts';
import { applyFlow } from '../../cluster/applyFlow/applyFlow.ts';
import type { SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import type { CommandContext } from '../commands/command.ts';
import { createApplyWindow } from './applyWindow.ts';
import type { EditedText } from './objectFiles.ts';
import { openService } from './pickTarget.ts';

/** What the flow needs of the client. */
export type ApplyParts = Pick<
  CommandContext,
  'access' | 'documents' | 'diagnostics' | 'explorer' | 'log'
>;

export async function runApply(ctx: ApplyParts, sources: readonly SourceDocument[]): Promise<void> {
  await apply(ctx, sources);
}

/** In the context that the object was opened from, whichever is in use now. */
export async function applyEdited(
  ctx: ApplyParts,
  session: ClusterSession,
  { uri, label, text, ref }: EditedText,
): Promise<ApplyReport | undefined> {
  const documents = splitManifest(text).filter((document) => document.text.trim() !== '');
  const [document] = documents;
  if (!document || documents.length > 1 || !isOf(document, ref))
    throw new Error(
      `This text is ${ref.kind} ${ref.name} of the cluster: leave apiVersion, kind, name and namespace as they are, and put other objects into a file`,
    );
  const source = {
    uri: uri.toString(),
    label,
    fileText: text,
    document: { ...document, index: 0 },
  };
  return apply(ctx, [source], session);
}

function isOf(document: ManifestDocument, ref: EditedText['ref']): boolean {
  return (
    document.apiVersion === ref.apiVersion &&
    document.kind === ref.kind &&
    document.name === ref.name &&
    document.namespace === ref.namespace
  );
}

async function apply(
  ctx: ApplyParts,
  sources: readonly SourceDocument[],
  session?: ClusterSession,
): Promise<ApplyReport | undefined> {
  const service = await openService(ctx);
  if (!service) return undefined;
  const input = {
    service,
    sources,
    isProtected: (contextName: string) => ctx.access.isProtected(contextName),
    isReadOnly: (contextName: string) => ctx.access.isReadOnly(contextName),
    ...(session && { session }),
  };
  const report = await applyFlow(input, createApplyWindow(ctx, sources));
  // Lists follow the cluster by themselves; another kind changes which lists there are.
  if (report && definesKinds(report)) ctx.explorer.refresh();
  else if (report) ctx.explorer.catchUp();
  return report;
}

function definesKinds({ results }: ApplyReport): boolean {
  return results.some(({ ref }) => ref?.kind === 'CustomResourceDefinition');
}
