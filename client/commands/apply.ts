// Apply the document at the cursor.
import * as vscode from 'vscode';
import { showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const apply: Command = {
  id: 'dataPlatform.apply',
  async run(ctx) {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void showInformation('Open a manifest to apply it');
      return;
    }
    // Loaded when first used: the YAML reader is of no use before.
    const { documentsAtCursor, runApply } = await import('../applyParts.ts');
    await runApply(ctx, documentsAtCursor(editor));
  },
};
