// Ends the following of the log in the active editor; what was read stays.
import * as vscode from 'vscode';
import type { Command } from './command.ts';

export const stopLogs: Command = {
  id: 'dataPlatform.stopLogs',
  run(ctx) {
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (uri) ctx.logs.stop(uri);
  },
};
