// Shows the extension's log.
import type { Command } from './command.ts';

export const showLog: Command = {
  id: 'dataPlatform.showLog',
  run({ log }) {
    log.show();
  },
};
