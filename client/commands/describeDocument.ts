// Shows the page of the object that the document at the cursor defines, as the cluster in use has it.
import * as vscode from 'vscode';
import { openSession } from '../editor/pickTarget.ts';
import { showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const describeDocument: Command = {
  id: 'dataPlatform.describeDocument',
  async run(ctx) {
    const editor = vscode.window.activeTextEditor;
    // Loaded when first used: the YAML reader is of no use before.
    const { documentsAtCursor } = await import('../applyParts.ts');
    const [source] = editor ? documentsAtCursor(editor) : [];
    const { apiVersion, kind, name, namespace } = source?.document ?? {};
    if (apiVersion === undefined || kind === undefined || name === undefined) {
      void showInformation('Put the cursor into a manifest with apiVersion, kind and name');
      return;
    }
    const session = await openSession(ctx);
    if (!session) return;
    const ref = await session.explore.place({
      apiVersion,
      kind,
      name,
      ...(namespace !== undefined && { namespace }),
    });
    ctx.pages.show(session, ref);
  },
};
