// Takes something out of the favourites of the tree.
import { pickOne, showInformation } from '../editor/window.ts';
import { pinOf, pinText } from '../explorer/pins.ts';
import type { Command } from './command.ts';

export const unpin: Command = {
  id: 'dataPlatform.unpin',
  async run(ctx, target, selection) {
    const rows: readonly unknown[] = Array.isArray(selection) ? selection : [target];
    const meant = rows.flatMap((row) => pinOf(row) ?? []);
    if (meant.length > 0) {
      await ctx.explorerChoices.unpin(meant);
      return;
    }
    const pins = ctx.explorerChoices.pinsOf();
    if (pins.length === 0) {
      void showInformation('Nothing is pinned. Pin an object, a namespace or a folder in the tree');
      return;
    }
    const items = pins.map((one) => ({
      label: pinText(one),
      description: [one.ref?.kind, one.contextName].filter(Boolean).join(' · '),
      pin: one,
    }));
    const picked = await pickOne(items, { title: 'Unpin', placeHolder: 'Which one?' });
    if (picked) await ctx.explorerChoices.unpin([picked.pin]);
  },
};
