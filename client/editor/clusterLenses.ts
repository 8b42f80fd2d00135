// Above each manifest of a file: ways to the object in the cluster in use. Nothing is asked of a cluster before one is taken.
import * as vscode from 'vscode';
import { clusterObjectScheme, manifestDocumentsRequest } from '../../shared/protocol.ts';
import { documentSelector } from '../documentSelector.ts';
import type { LanguageServer } from '../languageClient.ts';

/** A document of a file, by a place in it: the argument of the commands. */
export interface DocumentPlace {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

const lenses = [
  { title: 'Describe in Cluster', command: 'dataPlatform.describeDocument' },
  { title: 'Compare with Cluster', command: 'dataPlatform.compareWithCluster' },
  { title: 'Reveal in Explorer', command: 'dataPlatform.revealObject' },
];

/** Files of tools whose kinds no cluster serves. */
const ofTools = /(?:^|\.)config\.(?:k8s\.io|kubernetes\.io)\//;

export function registerClusterLenses(server: LanguageServer): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const started = server.onDidChangeHealth(() => {
    changed.fire();
  });
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses({ uri }) {
      if (!vscode.workspace.isTrusted || uri.scheme === clusterObjectScheme) return [];
      const documents = await server.request(manifestDocumentsRequest, { uri: uri.toString() });
      return (documents ?? []).flatMap(({ apiVersion, kind, name, range }) => {
        if (apiVersion === undefined || kind === undefined || name === undefined) return [];
        if (ofTools.test(apiVersion)) return [];
        const position = new vscode.Position(range.start.line, range.start.character);
        const place: DocumentPlace = { uri, position };
        const at = new vscode.Range(position, position);
        return lenses.map((lens) => new vscode.CodeLens(at, { ...lens, arguments: [place] }));
      });
    },
  };
  const registered = vscode.languages.registerCodeLensProvider(documentSelector, provider);
  return vscode.Disposable.from(registered, started, changed);
}
