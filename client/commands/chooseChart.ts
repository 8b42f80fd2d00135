// Lets the user choose the chart of a values file, leave the file alone, or write the chart into it as a comment.
import * as vscode from 'vscode';
import { chartsRequest } from '../../shared/protocol.ts';
import { chartPicks } from '../chartPicks.ts';
import { pickOne, showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const chooseChart: Command = {
  id: 'dataPlatform.chooseChart',
  async run({ chartChoices, server, status }) {
    const { document } = vscode.window.activeTextEditor ?? {};
    if (document?.languageId !== 'yaml') {
      void showInformation('Open a values file first');
      return;
    }
    const [info, charts] = await Promise.all([
      status.infoAtCursor(),
      server.request(chartsRequest, {}),
    ]);
    if (!charts) {
      void showInformation('The language server is not running');
      return;
    }
    if (info?.kind) {
      void showInformation('This is a manifest, not a values file');
      return;
    }
    const picked = await pickOne(chartPicks(charts, info?.values), {
      title: 'Chart of this values file',
      placeHolder: 'Choose the chart whose values these are',
      matchOnDescription: true,
    });
    if (!picked) return;
    if (picked.comment === undefined) {
      await chartChoices.choose(document.uri.toString(), picked.id);
    } else {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `${picked.comment}\n`);
      await vscode.workspace.applyEdit(edit);
    }
    status.refresh();
  },
};
