// Shows what applying a document would change in the cluster in use; nothing is sent but a dry run.
import { documentMeant } from '../editor/documentMeant.ts';
import { openSession } from '../editor/pickTarget.ts';
import type { Command } from './command.ts';

export const compareWithCluster: Command = {
  id: 'dataPlatform.compareWithCluster',
  async run(ctx, target) {
    const source = await documentMeant(target);
    const session = source && (await openSession(ctx));
    if (!session) return;
    const { compareDocument } = await import('../applyParts.ts');
    await compareDocument(ctx, session, source);
  },
};
