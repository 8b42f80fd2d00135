// Reads the explorer again: all of it, or what a node shows. On a failure it is the retry.
import { isMessageNode, isNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const refreshExplorer: Command = {
  id: 'dataPlatform.refreshExplorer',
  run({ explorer }, target) {
    const node = isNode(target) ? target : undefined;
    explorer.refresh(node && isMessageNode(node) ? node.parent : node);
  },
};
