// Read-only documents that exist in memory alone: resources of a cluster, and both sides of an apply
// preview. Their text is dropped when the last editor closes; nothing is written to disk.
import * as vscode from 'vscode';
import type { Disposable } from '../../cluster/api.ts';

export const clusterScheme = 'dataplatform-cluster';
export const previewScheme = 'dataplatform-preview';

export interface VirtualDocuments extends Disposable {
  /** Puts text behind a new or known address of one of our schemes; it is written when an editor shows it. */
  put(uri: vscode.Uri, text: () => string): void;
}

export function createVirtualDocuments(): VirtualDocuments {
  const texts = new Map<string, () => string>();
  const providers = [clusterScheme, previewScheme].map((scheme) => provide(scheme, texts));
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    texts.delete(uri.toString());
  });
  return {
    put(uri, text) {
      texts.set(uri.toString(), text);
      for (const { scheme, changed } of providers) {
        if (scheme === uri.scheme) changed.fire(uri);
      }
    },
    dispose() {
      closed.dispose();
      for (const { changed, registered } of providers) {
        registered.dispose();
        changed.dispose();
      }
      texts.clear();
    },
  };
}

function provide(scheme: string, texts: ReadonlyMap<string, () => string>) {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registered = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) =>
      texts.get(uri.toString())?.() ?? '# Not kept: open it again from where it came\n',
  });
  return { scheme, changed, registered };
}
