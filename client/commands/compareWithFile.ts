// Shows what the file of the workspace that defines an object would change of it in the cluster; nothing is sent but a dry run.
import * as vscode from 'vscode';
import { definingPlace } from '../editor/definingPlaces.ts';
import { resourceTarget } from '../editor/pickTarget.ts';
import type { Command } from './command.ts';

export const compareWithFile: Command = {
  id: 'dataPlatform.compareWithFile',
  async run(ctx, target) {
    const found = await resourceTarget(ctx, target);
    const place = found && (await definingPlace(ctx, found.ref));
    if (!place) return;
    // Loaded when first used: the YAML reader is of no use before.
    const { compareDocument, documentAt } = await import('../applyParts.ts');
    const text = await vscode.workspace.openTextDocument(place.uri);
    const source = documentAt(text, place.range.start);
    if (source) await compareDocument(ctx, found.session, source);
  },
};
