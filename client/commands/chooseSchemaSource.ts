// Lets the user choose among the schemas of the kind at the cursor, or open what is behind the one in force.
import * as vscode from 'vscode';
import { pickOne, showInformation } from '../editor/window.ts';
import { schemaPicks, schemaStatus } from '../schemaStatus.ts';
import type { Command } from './command.ts';

export const chooseSchemaSource: Command = {
  id: 'dataPlatform.chooseSchemaSource',
  async run({ choices, server, status }) {
    if (server.health !== 'running') {
      void showInformation('The language server is not running');
      return;
    }
    const info = await status.infoAtCursor();
    const { kind } = info ?? {};
    if (!info?.schema || kind === undefined) {
      const { text, detail } = schemaStatus(info);
      void showInformation(`${text}: ${detail}`);
      return;
    }
    const { group } = info.schema;
    const picked = await pickOne(schemaPicks(info.schema), {
      title: `Schema of ${kind}`,
      placeHolder: 'Choose what manifests of this kind are checked by',
      matchOnDescription: true,
    });
    if (!picked) return;
    if (picked.open !== undefined) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(picked.open, true));
      return;
    }
    await choices.choose({ group, kind }, picked.id);
    status.refresh();
  },
};
