// What a cluster says as a read-only document: its address names where it came from, and it is gone when it is closed.
import * as vscode from 'vscode';
import { clusterScheme, type VirtualDocuments } from './virtualDocuments.ts';

/** The tab shows the last part: it must not look like a file of the workspace. */
export async function showClusterDocument(
  documents: VirtualDocuments,
  place: readonly (string | undefined)[],
  text: string,
): Promise<void> {
  const uri = vscode.Uri.from({ scheme: clusterScheme, path: clusterPath(place) });
  documents.put(uri, () => text);
  await vscode.window.showTextDocument(uri, { preview: true });
}

/** The path of a document that names where in a cluster it came from; no part of it can be another part. */
export function clusterPath(place: readonly (string | undefined)[]): string {
  const parts = place.filter((part) => part !== undefined).map((part) => part.replaceAll('/', '_'));
  return `/${parts.join('/')}`;
}
