// Shows what the containers of a pod, or of all pods of an object, wrote before they were started again.
import { pickLogs } from '../editor/pickLogs.ts';
import type { Command } from './command.ts';

export const showPreviousLogs: Command = {
  id: 'dataPlatform.showPreviousLogs',
  async run(ctx, target) {
    const log = await pickLogs(ctx, target, { isPrevious: true });
    if (log) await ctx.logs.show(log);
  },
};
