// Shows what the containers of a pod, or of all pods of an object, write, and follows it.
import { pickLogs } from '../editor/pickLogs.ts';
import type { Command } from './command.ts';

/** Of each container, before what comes from now on. */
const tailLines = 1000;

export const showLogs: Command = {
  id: 'dataPlatform.showLogs',
  async run(ctx, target) {
    const log = await pickLogs(ctx, target, { tailLines });
    if (log) await ctx.logs.show(log);
  },
};
