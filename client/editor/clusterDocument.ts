// What a cluster says as a read-only document: its address names where it came from, and it is gone when it is closed.
import * as vscode from 'vscode';
import { clusterScheme, type VirtualDocuments } from './virtualDocuments.ts';

/** The tab shows the last part: it must not look like a file of the workspace. */
export async function showClusterDocument(
  documents: VirtualDocuments,
  place: readonly (string | undefined)[],
  text: string,
): Promise<void> {
  const parts = place.filter((part) => part !== undefined).map((part) => part.replaceAll('/', '_'));
  const uri = vscode.Uri.from({ scheme: clusterScheme, path: `/${parts.join('/')}` });
  documents.put(uri, () => text);
  await vscode.window.showTextDocument(uri, { preview: true });
}
