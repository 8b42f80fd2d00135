// Shows the object that a document defines in the explorer, whose context is opened for that.
import { documentMeant } from '../editor/documentMeant.ts';
import { objectOf } from '../editor/objectOfDocument.ts';
import { showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const revealObject: Command = {
  id: 'dataPlatform.revealObject',
  async run(ctx, target) {
    const source = await documentMeant(target);
    const found = source && (await objectOf(ctx, source));
    if (!found) return;
    const { session, ref } = found;
    const { name: contextName } = session.context;
    if (await ctx.explorer.reveal({ contextName, ref })) return;
    void showInformation(
      `The explorer does not show ${ref.kind} ${ref.name} in ${contextName}: it may not be there, or in a namespace that is not chosen`,
    );
  },
};
