// The files of the workspace that define an object of a cluster: asked of the language server, picked where there are several.
import * as vscode from 'vscode';
import type { ResourceRef } from '../../cluster/api.ts';
import { objectPlacesRequest, type ObjectPlacesResult } from '../../shared/protocol.ts';
import type { CommandContext } from '../commands/command.ts';
import { pickOne, showError, showInformation } from './window.ts';

/** The definition that is meant; undefined where there is none, which has been told, or the user goes back. */
export async function definingPlace(
  { server }: Pick<CommandContext, 'server'>,
  ref: ResourceRef,
): Promise<vscode.Location | undefined> {
  const { apiVersion, kind, name, namespace } = ref;
  const asked = { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
  if (server.health !== 'running') {
    const started = await server.restart();
    if (!started.ok) {
      void showError(
        `The language server, which knows the files, does not start: ${started.reason}`,
      );
      return undefined;
    }
  }
  const places = await server.request(objectPlacesRequest, asked);
  if (!places || places.length === 0) {
    void showInformation(`No file of this workspace defines ${kind} ${name}`);
    return undefined;
  }
  const items = places.map((place) => ({ ...locationOf(place) }));
  if (items.length === 1) return items[0]?.location;
  const title = `${kind} ${name} is defined in several files`;
  return (await pickOne(items, { title, placeHolder: 'Which one?' }))?.location;
}

function locationOf({ uri, range: { start, end } }: ObjectPlacesResult[number]) {
  const address = vscode.Uri.parse(uri);
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return {
    label: vscode.workspace.asRelativePath(address),
    description: `line ${start.line + 1}`,
    location: new vscode.Location(address, range),
  };
}
