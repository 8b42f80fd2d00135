// Shows one object on a page: its state and why, its containers and conditions, what it needs, what belongs to it, its events.
import { resourceTarget } from '../editor/pickTarget.ts';
import type { Command } from './command.ts';

export const describeResource: Command = {
  id: 'dataPlatform.describeResource',
  isForObjects: true,
  async run(ctx, target) {
    const found = await resourceTarget(ctx, target);
    if (found) ctx.pages.show(found.session, found.ref);
  },
};
