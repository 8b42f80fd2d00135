// Opens the file of the workspace that defines an object of a cluster, at its name.
import * as vscode from 'vscode';
import { definingPlace } from '../editor/definingPlaces.ts';
import { resourceTarget } from '../editor/pickTarget.ts';
import type { Command } from './command.ts';

export const revealFile: Command = {
  id: 'dataPlatform.revealFile',
  async run(ctx, target) {
    const found = await resourceTarget(ctx, target);
    const place = found && (await definingPlace(ctx, found.ref));
    if (place) await vscode.window.showTextDocument(place.uri, { selection: place.range });
  },
};
