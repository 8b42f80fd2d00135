/** Places of the protocol as VS Code shows them. */
import * as vscode from 'vscode';
import type { ShowReferences } from '../../shared/protocol.ts';

type Place = ShowReferences['position'];

/** Opens the list of places below a line. */
export async function showPlaces({ uri, position, locations }: ShowReferences): Promise<void> {
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    placeOf(position),
    locations.map(
      ({ uri: address, range: { start, end } }) =>
        new vscode.Location(
          vscode.Uri.parse(address),
          new vscode.Range(placeOf(start), placeOf(end)),
        ),
    ),
  );
}

function placeOf({ line, character }: Place): vscode.Position {
  return new vscode.Position(line, character);
}
