// Shows what the containers of a pod, or of all pods of an object, write, and follows it.
import { pickLogs } from '../editor/pickLogs.ts';
import { documentMeant, isPlace } from '../editor/documentMeant.ts';
import { objectOf } from '../editor/objectOfDocument.ts';
import type { ResourceHandle } from '../explorer/nodes/node.ts';
import type { Command, CommandContext } from './command.ts';

/** Of each container, before what comes from now on. */
const tailLines = 1000;

export const showLogs: Command = {
  id: 'dataPlatform.showLogs',
  isForObjects: true,
  async run(ctx, target) {
    const meant = isPlace(target) ? await handleOf(ctx, target) : target;
    if (isPlace(target) && !meant) return;
    const log = await pickLogs(ctx, meant, { tailLines });
    if (log) await ctx.logs.show(log);
  },
};

/** The object that the manifest of a lens describes. */
async function handleOf(ctx: CommandContext, target: unknown): Promise<ResourceHandle | undefined> {
  const source = await documentMeant(target);
  const found = source && (await objectOf(ctx, source));
  return found && { contextName: found.session.context.name, ref: found.ref };
}
