// Shows the ports of this machine that lead to pods, to open, copy or stop one of them.
import type { Command } from './command.ts';

export const showPortForwards: Command = {
  id: 'dataPlatform.showPortForwards',
  run: (ctx) => ctx.forwards.show(),
};
