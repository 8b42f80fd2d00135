// Opens a context in the tree: from now on its cluster is asked. Several can be open.
import { isContextNode } from '../explorer/nodes/node.ts';
import { openService, pickContext } from '../editor/pickTarget.ts';
import type { Command } from './command.ts';

export const openContext: Command = {
  id: 'dataPlatform.openContext',
  async run(ctx, target) {
    if (isContextNode(target)) {
      ctx.explorerChoices.open(target.contextName);
      return;
    }
    const service = await openService(ctx);
    if (!service) return;
    const choice = await pickContext(service, { title: 'Open Context', follow: false });
    if (choice?.name !== undefined) ctx.explorerChoices.open(choice.name);
  },
};
