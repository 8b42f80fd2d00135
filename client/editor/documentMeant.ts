// The document that a command is about: that of the lens it was started from, else the one at the cursor.
import * as vscode from 'vscode';
import type { SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import type { DocumentPlace } from './clusterLenses.ts';
import { showInformation } from './window.ts';

/** Undefined where there is none with apiVersion, kind and name, which has been told. */
export async function documentMeant(target: unknown): Promise<SourceDocument | undefined> {
  // Loaded when first used: the YAML reader is of no use before.
  const { documentAt, documentsAtCursor } = await import('../applyParts.ts');
  const editor = vscode.window.activeTextEditor;
  const found = isPlace(target)
    ? documentAt(await vscode.workspace.openTextDocument(target.uri), target.position)
    : editor && documentsAtCursor(editor)[0];
  const { apiVersion, kind, name } = found?.document ?? {};
  if (apiVersion !== undefined && kind !== undefined && name !== undefined) return found;
  void showInformation('Put the cursor into a manifest with apiVersion, kind and name');
  return undefined;
}

export function isPlace(target: unknown): target is DocumentPlace {
  return (
    typeof target === 'object' &&
    target !== null &&
    'uri' in target &&
    'position' in target &&
    target.position instanceof vscode.Position
  );
}
