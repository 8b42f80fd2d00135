// Keeps objects, namespaces and folders of the tree among the favourites of their context.
import { resourceTarget } from '../editor/pickTarget.ts';
import { pinOf } from '../explorer/pins.ts';
import type { Command } from './command.ts';

export const pin: Command = {
  id: 'dataPlatform.pin',
  async run(ctx, target, selection) {
    const rows: readonly unknown[] = Array.isArray(selection) ? selection : [target];
    const pins = rows.flatMap((row) => pinOf(row) ?? []);
    if (pins.length > 0) {
      await ctx.explorerChoices.pin(pins);
      return;
    }
    const found = await resourceTarget(ctx, undefined);
    if (!found) return;
    const { session, ref } = found;
    await ctx.explorerChoices.pin([{ contextName: session.context.name, ref }]);
  },
};
