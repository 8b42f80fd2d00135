// Shows more rows of a long list of the explorer.
import { isMoreNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const showMore: Command = {
  id: 'dataPlatform.showMore',
  run({ explorer }, target) {
    if (isMoreNode(target)) explorer.showMore(target.parent);
  },
};
