// Runs the apply flow for documents that a command collected.
import { applyFlow } from '../../cluster/applyFlow/applyFlow.ts';
import type { SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import type { CommandContext } from '../commands/command.ts';
import { createApplyWindow } from './applyWindow.ts';
import { openService } from './pickTarget.ts';

export async function runApply(
  ctx: CommandContext,
  sources: readonly SourceDocument[],
): Promise<void> {
  const service = await openService(ctx);
  if (!service) return;
  const report = await applyFlow(
    {
      service,
      sources,
      isProtected: (contextName) => ctx.access.isProtected(contextName),
      isReadOnly: (contextName) => ctx.access.isReadOnly(contextName),
    },
    createApplyWindow(ctx, sources),
  );
  if (report) ctx.explorer.refresh();
}
