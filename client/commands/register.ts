// Registers the commands behind one wrapper: a line in the log, one message for a failure, silence for a
// user who changed their mind.
import { errorMessage } from '../../shared/errorWords.ts';
import * as vscode from 'vscode';
import { showError, showInformation } from '../editor/window.ts';
import { logError } from '../log.ts';
import type { CommandContext } from './command.ts';
import { commands } from './index.ts';
import { rowsFor } from './rowsFor.ts';

/** What a key of the tree hands over, as VS Code hands over no row to a key. */
const ofSelection = 'selection';

export function registerCommands(ctx: CommandContext): vscode.Disposable {
  const registered = commands.map((command) =>
    vscode.commands.registerCommand(command.id, async (target?: unknown, selection?: unknown) => {
      const startedMs = Date.now();
      try {
        const rows = target === ofSelection ? rowsFor(command, ctx.explorer.selected()) : undefined;
        if (rows && command.isForObjects && rows.length === 0) {
          void showInformation('Select an object in the Cluster Explorer first, such as a pod');
          return;
        }
        await command.run(ctx, rows ? rows[0] : target, rows ?? selection);
        ctx.log.trace(`${command.id}: done in ${Date.now() - startedMs} ms`);
      } catch (error) {
        if (error instanceof vscode.CancellationError) return;
        logError(ctx.log, command.id, error);
        tellFailure(ctx, error);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

function tellFailure(ctx: CommandContext, error: unknown): void {
  const showLog = 'Show Log';
  void showError(`Data Platform: ${errorMessage(error)}`, showLog).then((answer) => {
    if (answer === showLog) ctx.log.show();
  });
}
