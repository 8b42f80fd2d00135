// What a cluster says as a read-only document: its address names where it came from, and it is gone when it is closed.
import * as vscode from 'vscode';
import { plainText } from '../../shared/plainText.ts';
import { clusterScheme, previewScheme, type VirtualDocuments } from './virtualDocuments.ts';

/** The tab shows the last part: it must not look like a file of the workspace. */
export async function showClusterDocument(
  documents: VirtualDocuments,
  place: readonly (string | undefined)[],
  text: string,
  { keepsFocus = false }: { readonly keepsFocus?: boolean } = {},
): Promise<void> {
  const uri = vscode.Uri.from({ scheme: clusterScheme, path: clusterPath(place) });
  documents.put(uri, () => text);
  await vscode.window.showTextDocument(uri, { preview: true, preserveFocus: keepsFocus });
}

/** Two texts beside each other, in VS Code's own diff editor. */
export async function showDifference(
  documents: VirtualDocuments,
  title: string,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<void> {
  const id = Date.now().toString(36);
  const side = (name: string, text: string) => {
    const query = `${id}-${name}`;
    const uri = vscode.Uri.from({ scheme: previewScheme, path: '/difference.yaml', query });
    documents.put(uri, () => text);
    return uri;
  };
  const [left, right] = [side('before', before), side('after', after)];
  await vscode.commands.executeCommand('vscode.diff', left, right, plainText(title));
}

/** The path of a document that names where in a cluster it came from; no part of it can be another part. */
export function clusterPath(place: readonly (string | undefined)[]): string {
  const parts = place.filter((part) => part !== undefined).map((part) => part.replaceAll('/', '_'));
  return `/${parts.join('/')}`;
}
