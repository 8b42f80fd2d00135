// Deletes one resource, after a question that names context, server, namespace, kind and name.
import { refText } from '../../cluster/applyFlow/words.ts';
import { resourceTarget } from '../editor/pickTarget.ts';
import { confirm, confirmByTyping, refusesChanges, withProgress } from '../editor/questions.ts';
import { showError, showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const deleteResource: Command = {
  id: 'dataPlatform.deleteResource',
  async run(ctx, target) {
    const found = await resourceTarget(ctx, target);
    if (!found) return;
    const { session, ref, uid } = found;
    const { name: contextName, server = '' } = session.context;
    if (refusesChanges(ctx.access, contextName)) return;
    const where = [
      `Context: ${contextName}`,
      `Server: ${server}`,
      `Namespace: ${ref.namespace ?? 'none, cluster-wide'}`,
      `Kind: ${ref.kind}`,
      `Name: ${ref.name}`,
    ];
    const isMeant =
      (await confirm(`Delete ${ref.kind} ${ref.name}?`, where.join('\n'), 'Delete')) &&
      (!ctx.access.isProtected(contextName) ||
        (await confirmByTyping(contextName, `Delete ${refText(ref)}`, server)));
    if (!isMeant) return;
    const removed = await withProgress(`Deleting ${refText(ref)} in ${contextName}`, (signal) =>
      session.remove(ref, { uid, signal }),
    );
    ctx.explorer.catchUp();
    if (!removed.ok) {
      if (removed.error.code !== 'cancelled') {
        void showError(removed.error.message);
      }
      return;
    }
    ctx.log.info(`deleted ${refText(ref)} in context ${contextName}: ${removed.value}`);
    if (removed.value === 'pending') {
      void showInformation(
        `${refText(ref)} is being deleted: it goes when its finalizers are done`,
      );
    }
  },
};
