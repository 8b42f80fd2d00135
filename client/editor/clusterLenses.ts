// Above each manifest of a file: ways to the object in the cluster in use. Nothing is asked of a cluster before one is taken. The
// log of what has pods is among them once the cluster has answered.
import * as vscode from 'vscode';
import { clusterObjectScheme, manifestDocumentsRequest } from '../../shared/protocol.ts';
import { documentSelector } from '../documentSelector.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { ClusterAccess } from './clusterAccess.ts';

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

const logLens = { title: 'Show Logs', command: 'dataPlatform.showLogs' };

/** Files of tools whose kinds no cluster serves. */
const ofTools = /(?:^|\.)config\.(?:k8s\.io|kubernetes\.io)\//;

export function registerClusterLenses(
  server: LanguageServer,
  access: ClusterAccess,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const connected = new Set<string>();
  const started = server.onDidChangeHealth(() => {
    changed.fire();
  });
  const followed = [
    access.onDidConnect((contextName) => {
      connected.add(contextName);
      changed.fire();
    }),
    access.onDidChange(() => changed.fire()),
  ];
  /** Whether objects of a kind have logs in the cluster in use; none has where none has answered. */
  const haveLogs = async (): Promise<(kind: { apiVersion: string; kind: string }) => boolean> => {
    const gate = connected.size > 0 ? await access.service() : undefined;
    if (!gate?.ok) return () => false;
    const { service } = gate;
    const { current } = await service.kubeconfig.state();
    if (!current || !connected.has(current.name)) return () => false;
    return (kind) => (kind.apiVersion === 'v1' && kind.kind === 'Pod') || service.hasPods(kind);
  };
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses({ uri }) {
      if (!vscode.workspace.isTrusted || uri.scheme === clusterObjectScheme) return [];
      const documents = await server.request(manifestDocumentsRequest, { uri: uri.toString() });
      const hasLog = await haveLogs();
      return (documents ?? []).flatMap(({ apiVersion, kind, name, range }) => {
        if (apiVersion === undefined || kind === undefined || name === undefined) return [];
        if (ofTools.test(apiVersion)) return [];
        const position = new vscode.Position(range.start.line, range.start.character);
        const place: DocumentPlace = { uri, position };
        const at = new vscode.Range(position, position);
        const all = hasLog({ apiVersion, kind }) ? [...lenses, logLens] : lenses;
        return all.map((lens) => new vscode.CodeLens(at, { ...lens, arguments: [place] }));
      });
    },
  };
  const registered = vscode.languages.registerCodeLensProvider(documentSelector, provider);
  return vscode.Disposable.from(registered, started, changed, ...followed);
}
