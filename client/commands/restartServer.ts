// Starts the language server again, whatever state it is in.
import { showError, showInStatusBar } from '../editor/window.ts';
import type { Command } from './command.ts';

export const restartServer: Command = {
  id: 'dataPlatform.restartServer',
  async run({ server, log }) {
    const answer = await server.restart();
    if (answer.ok) {
      showInStatusBar('Language server restarted');
      return;
    }
    const showLog = 'Show Log';
    void showError(`The language server does not start: ${answer.reason}`, showLog).then(
      (chosen) => {
        if (chosen === showLog) log.show();
      },
    );
  },
};
