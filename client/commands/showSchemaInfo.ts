// Says which schema the document at the cursor has, for those who do not look at the status item.
import * as vscode from 'vscode';
import { showInformation } from '../editor/window.ts';
import { schemaStatus } from '../schemaStatus.ts';
import type { Command } from './command.ts';

export const showSchemaInfo: Command = {
  id: 'dataPlatform.showSchemaInfo',
  async run({ server, status }) {
    if (server.health !== 'running') {
      void showInformation('The language server is not running');
      return;
    }
    const { text, detail, docUrl } = schemaStatus(await status.infoAtCursor());
    const open = 'Open Reference';
    void showInformation(`${text}: ${detail}`, ...(docUrl ? [open] : [])).then(async (chosen) => {
      if (chosen === open && docUrl) await vscode.env.openExternal(vscode.Uri.parse(docUrl, true));
    });
  },
};
