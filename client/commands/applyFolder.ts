// Apply the folders that are selected in VS Code's file explorer: a name of its own for what `applySelection` does, as a menu
// has to say what it is about.
import { applyTargets } from './applySelection.ts';
import type { Command } from './command.ts';

export const applyFolder: Command = {
  id: 'dataPlatform.applyFolder',
  run: (ctx, target, selection) => applyTargets(ctx, { target, selection, asksFor: 'folder' }),
};
