// Begins the log in the active editor anew.
import * as vscode from 'vscode';
import type { Command } from './command.ts';

export const followLogs: Command = {
  id: 'dataPlatform.followLogs',
  run(ctx) {
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (uri) ctx.logs.again(uri);
  },
};
