// Shows the extension's log.
import type { Command } from './command.ts';

export const showLog: Command = {
  id: 'dataPlatform.showLog',
  async run({ log }) {
    log.show();
  },
};
