// What a cluster said about a manifest, shown at the field that it named until the file changes.
import * as vscode from 'vscode';
import { plainText } from '../../shared/plainText.ts';
import { canonicalUri } from '../../shared/uri.ts';
import type { DocumentProblem, SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import type { fieldPlace, Place } from '../../cluster/applyFlow/fieldPlace.ts';
import type { ClusterError, Disposable } from '../../cluster/api.ts';

export interface ClusterDiagnostics extends Disposable {
  /**
   * Replaces what was known about these documents; one without error is cleared. `placeOf` reads YAML: whoever has
   * something to show brings it along.
   */
  show(problems: readonly DocumentProblem[], placeOf: typeof fieldPlace): void;
}

export function createClusterDiagnostics(): ClusterDiagnostics {
  const collection = vscode.languages.createDiagnosticCollection('cluster');
  /** By canonical address of the file, then by the document's place in it. */
  const files = new Map<string, Map<string, vscode.Diagnostic[]>>();
  const forget = (uri: vscode.Uri) => {
    files.delete(canonicalUri(uri.toString()));
    collection.delete(uri);
  };
  const listeners = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) forget(document.uri);
    }),
    vscode.workspace.onDidDeleteFiles(({ files: gone }) => {
      gone.forEach(forget);
    }),
  ];
  return {
    show(problems, placeOf) {
      for (const { source, error } of problems) {
        const key = canonicalUri(source.uri);
        const documents = files.get(key) ?? new Map<string, vscode.Diagnostic[]>();
        files.set(key, documents);
        documents.set(documentKey(source), error ? diagnosticsOf(source, error, placeOf) : []);
        collection.set(vscode.Uri.parse(source.uri), [...documents.values()].flat());
      }
    },
    dispose() {
      for (const one of [...listeners, collection]) one.dispose();
      files.clear();
    },
  };
}

function documentKey({ document }: SourceDocument): string {
  return `${document.start} ${document.within.join('.')}`;
}

function diagnosticsOf(
  source: SourceDocument,
  error: ClusterError,
  placeOf: typeof fieldPlace,
): vscode.Diagnostic[] {
  const { document, fileText } = source;
  const at = (place: Place, message: string, code: string) => {
    const diagnostic = new vscode.Diagnostic(
      rangeOf(fileText, place),
      plainText(message),
      vscode.DiagnosticSeverity.Error,
    );
    diagnostic.source = 'cluster';
    diagnostic.code = code;
    return diagnostic;
  };
  if (document.problemOffset !== undefined) {
    const start = document.problemOffset;
    return [at({ start, end: start + 1 }, error.message, error.code)];
  }
  if (error.causes.length === 0) {
    const path = error.code === 'namespace-missing' ? ['metadata', 'namespace'] : [];
    return [at(placeOf(fileText, document, path), error.message, error.code)];
  }
  return error.causes.map(({ path, message, reason }) =>
    at(placeOf(fileText, document, path), message, reason || error.code),
  );
}

/** Counted in the text that was sent, which the open document may no longer be. */
function rangeOf(text: string, { start, end }: Place): vscode.Range {
  return new vscode.Range(positionAt(text, start), positionAt(text, end));
}

function positionAt(text: string, offset: number): vscode.Position {
  const before = text.slice(0, offset);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const line = before.match(/\r\n|\n|\r/g)?.length ?? 0;
  return new vscode.Position(line, offset - lineStart);
}
