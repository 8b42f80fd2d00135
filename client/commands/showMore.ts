// Adds the next page to a long list of the explorer.
import { isMoreNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const showMore: Command = {
  id: 'dataPlatform.showMore',
  async run({ explorer }, target) {
    if (isMoreNode(target)) await explorer.showMore(target.parent);
  },
};
