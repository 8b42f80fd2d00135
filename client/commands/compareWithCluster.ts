// Shows what applying the document at the cursor would change in the cluster; nothing is sent but a dry run.
import * as vscode from 'vscode';
import { openSession } from '../editor/pickTarget.ts';
import { showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const compareWithCluster: Command = {
  id: 'dataPlatform.compareWithCluster',
  async run(ctx) {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void showInformation('Open a manifest to compare it');
      return;
    }
    const session = await openSession(ctx);
    if (!session) return;
    // Loaded when first used: the YAML reader is of no use before.
    const { compareDocument, documentsAtCursor } = await import('../applyParts.ts');
    const [source] = documentsAtCursor(editor);
    if (source) await compareDocument(ctx, session, source);
  },
};
