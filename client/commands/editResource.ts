// Opens an object of a cluster as YAML that can be edited: saving shows what would change, asks, and applies it.
import { lacksRight } from '../editor/rights.ts';
import { resourceTarget } from '../editor/pickTarget.ts';
import { refusesChanges } from '../editor/contextGuard.ts';
import { showError, showProgressInView } from '../editor/window.ts';
import { explorerViewId } from '../explorer/viewId.ts';
import type { Command } from './command.ts';

export const editResource: Command = {
  id: 'dataPlatform.editResource',
  isForObjects: true,
  async run(ctx, target) {
    const found = await resourceTarget(ctx, target);
    if (!found) return;
    const { session, ref } = found;
    if (refusesChanges(ctx.access, session.context.name)) return;
    if (await lacksRight(session, 'edit', [found])) return;
    const editable = await showProgressInView(explorerViewId, () => session.getEditable(ref));
    if (editable.ok) await ctx.objects.edit(session, ref, editable.value);
    else void showError(editable.error.message);
  },
};
