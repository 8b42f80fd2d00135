/** What the server offers to a client. */
import { TextDocumentSyncKind, type InitializeResult } from 'vscode-languageserver';

/** Beside another YAML extension the layout of text is left to it: the editor would ask which one to use. */
export function capabilities(
  isPulled: boolean,
  hasYamlNeighbour: boolean,
): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: {
      triggerCharacters: [':', ' ', '-', '"', '{', '['],
      resolveProvider: true,
    },
    hoverProvider: true,
    inlayHintProvider: true,
    codeActionProvider: {
      codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.dataPlatform'],
    },
    documentSymbolProvider: true,
    foldingRangeProvider: !hasYamlNeighbour,
    selectionRangeProvider: !hasYamlNeighbour,
    documentLinkProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    codeLensProvider: { resolveProvider: true },
    workspaceSymbolProvider: true,
    documentFormattingProvider: !hasYamlNeighbour,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(isPulled && {
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    }),
  };
}
