// Draws what hangs together with the object at the cursor.
import * as vscode from 'vscode';
import { showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const showPictureOfObject: Command = {
  id: 'dataPlatform.showPictureOfObject',
  async run(ctx) {
    const editor = vscode.window.activeTextEditor;
    if (editor) await ctx.pictures.ofFile(editor.document.uri, editor.selection.active);
    else void showInformation('Open a manifest first');
  },
};
