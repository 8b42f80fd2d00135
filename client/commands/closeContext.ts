// Closes a context of the tree: its cluster is asked no more.
import { isContextNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const closeContext: Command = {
  id: 'dataPlatform.closeContext',
  run(ctx, target) {
    if (isContextNode(target)) ctx.explorerChoices.close(target.contextName);
  },
};
