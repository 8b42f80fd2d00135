// Shows the page of the object that a document defines, as the cluster in use has it.
import { documentMeant } from '../editor/documentMeant.ts';
import { objectOf } from '../editor/objectOfDocument.ts';
import type { Command } from './command.ts';

export const describeDocument: Command = {
  id: 'dataPlatform.describeDocument',
  async run(ctx, target) {
    const source = await documentMeant(target);
    const found = source && (await objectOf(ctx, source));
    if (found) ctx.pages.show(found.session, found.ref);
  },
};
