// Apply every document of a file: the one of the menu, or the one in the editor.
import * as vscode from 'vscode';
import { showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const applyFile: Command = {
  id: 'dataPlatform.applyFile',
  async run(ctx, target) {
    const uri =
      target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
    if (!uri) {
      void showInformation('Open a manifest file to apply it');
      return;
    }
    const { documentsOfFile, runApply } = await import('../applyParts.ts');
    await runApply(ctx, await documentsOfFile(uri));
  },
};
