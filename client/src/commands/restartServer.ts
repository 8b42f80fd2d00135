// Starts the language server again, whatever state it is in.
import * as vscode from 'vscode';
import type { Command } from './command.ts';

export const restartServer: Command = {
  id: 'dataPlatform.restartServer',
  async run({ server, log }) {
    const answer = await server.restart();
    if (answer.ok) {
      vscode.window.setStatusBarMessage('Language server restarted', 3000);
      return;
    }
    const showLog = 'Show Log';
    void vscode.window
      .showErrorMessage(`The language server does not start: ${answer.reason}`, showLog)
      .then((chosen) => {
        if (chosen === showLog) log.show();
      });
  },
};
