// Shows what containers have written since a time that is asked for, and follows it.
import { pickLogs } from '../editor/pickLogs.ts';
import { pickOne } from '../editor/window.ts';
import type { Command } from './command.ts';

const minute = 60;
const hour = 60 * minute;

const times = [
  { label: '5 minutes', sinceSeconds: 5 * minute },
  { label: '15 minutes', sinceSeconds: 15 * minute },
  { label: '1 hour', sinceSeconds: hour },
  { label: '6 hours', sinceSeconds: 6 * hour },
  { label: '1 day', sinceSeconds: 24 * hour },
  { label: 'The beginning', description: 'all that the node still has' },
];

export const showLogsSince: Command = {
  id: 'dataPlatform.showLogsSince',
  async run(ctx, target) {
    const picked = await pickOne(times, { title: 'Show logs since', placeHolder: 'Since when?' });
    if (!picked) return;
    const { sinceSeconds } = picked;
    const log = await pickLogs(ctx, target, sinceSeconds === undefined ? {} : { sinceSeconds });
    if (log) await ctx.logs.show(log);
  },
};
