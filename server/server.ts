/** Wires the connection to the features: what is offered, and one guarded line for each request. */
import {
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import {
  documentInfoMethod,
  manifestDocumentsMethod,
  pingMethod,
  type DocumentInfoParams,
  type InitializationOptions,
  type ManifestDocumentsParams,
  type PingResult,
} from '../shared/protocol.ts';
import { parseSettings, settingsSection } from '../shared/settings.ts';
import { capabilities } from './capabilities.ts';
import type { Analysis } from '../core/analysis.ts';
import type { ManifestFile } from '../core/model/manifestFile.ts';
import { errorWithPlace } from '../shared/errorWords.ts';
import { guard } from './guard.ts';
import type { Phase } from './phase.ts';
import { createPublisher } from './publisher.ts';
import { createWorkspaceMessages } from './workspaceMessages.ts';
import type { TellWork } from '../core/pacing/whereabouts.ts';
import {
  fileEvents,
  initializeParams,
  openedText,
  textChanges,
  uriOf,
  versionOf,
  withinFile,
} from './wellFormed.ts';

/** What the process around the server knows and does. */
export interface ServerProcess {
  readonly version: string;
  readonly phase: Phase;
  readonly tellWork: TellWork;
  readonly isDebugged: () => boolean;
  /** Told the process of the editor, as it says itself, once the handshake is done. */
  readonly onEditorKnown: (editor: number | undefined) => void;
}

/** Registers every handler; the caller lets the connection listen. */
export function serve(
  connection: Connection,
  analysis: Analysis,
  { version, phase, tellWork, isDebugged, onEditorKnown }: ServerProcess,
): void {
  const { log, session, workspace } = analysis;
  const fence = { log, phase };
  let client: InitializeParams['capabilities'] = {};
  const publisher = createPublisher(connection, analysis);
  const around = createWorkspaceMessages(connection, analysis, publisher, fence);

  let editor: number | undefined;
  connection.onInitialize((sent): InitializeResult => {
    fence.phase.initialize();
    const params = initializeParams(sent);
    client = params.capabilities;
    editor = params.processId ?? undefined;
    publisher.isPulled = client.textDocument?.diagnostic !== undefined;
    publisher.canRefresh = client.workspace?.diagnostics?.refreshSupport ?? false;
    const options = params.initializationOptions as InitializationOptions | undefined;
    const hasYamlNeighbour = options?.neighbours?.yaml === true;
    if (options?.settings !== undefined) applySettings(options.settings);
    if (options?.wantsWork) session.whereabouts.tell = tellWork;
    session.canExplain = options?.canExplain === true;
    analysis.useFolders(foldersOf(params));
    around.initialize(params);
    return {
      capabilities: capabilities(publisher.isPulled, hasYamlNeighbour),
      serverInfo: { name: 'data-platform-manifests', version },
    };
  });

  connection.onShutdown(() => {
    fence.phase.shutDown();
  });
  connection.onInitialized(() => {
    onEditorKnown(editor);
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, {
        section: settingsSection,
      });
    }
    around.initialized();
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        const [added, removed] = [event.added, event.removed].map((all) =>
          all.map(({ uri }) => uri),
        );
        analysis.changeFolders(added ?? [], removed ?? []);
        publisher.refreshAll();
      });
    }
    void readSettings();
  });

  const told = new Set<string>();
  const applySettings = (value: unknown): void => {
    const { settings, problems } = parseSettings(value);
    analysis.useSettings(settings);
    for (const problem of problems.filter((each) => !told.has(each))) {
      told.add(problem);
      log.info(problem);
    }
  };

  const readSettings = async (): Promise<void> => {
    if (!client.workspace?.configuration) return;
    try {
      applySettings(await connection.workspace.getConfiguration(settingsSection));
      publisher.refreshAll();
    } catch (error) {
      log.error(`settings could not be read: ${errorWithPlace(error)}`);
    }
  };

  connection.onDidChangeConfiguration(() => void readSettings());
  connection.onDidChangeWatchedFiles((params) => {
    workspace.filesOnDiskChanged(
      fileEvents(params).map(({ uri, type }) => ({ uri, isGone: type === FileChangeType.Deleted })),
    );
  });
  connection.onDidOpenTextDocument((params) => {
    const opened = openedText(params);
    if (!opened) return;
    void session.whereabouts.at(opened.uri, 'textDocument/didOpen');
    analysis.open(opened.uri, opened.languageId, opened.version, opened.text);
    publisher.schedule(opened.uri);
  });
  connection.onDidChangeTextDocument((params) => {
    const uri = uriOf(params);
    if (uri === undefined) return;
    void session.whereabouts.at(uri, 'textDocument/didChange');
    analysis.change(uri, versionOf(params), textChanges(params));
    publisher.schedule(uri);
  });
  connection.onDidCloseTextDocument((params) => {
    const uri = uriOf(params);
    if (uri === undefined) return;
    analysis.close(uri);
    publisher.clear(uri);
  });

  /**
   * A request about a file: answered with the fallback where the file is not one that we read. Places in its parameters
   * are places of the file by then.
   */
  const onFile = <P extends { textDocument: { uri: string } }, R>(
    name: string,
    fallback: R,
    run: (file: ManifestFile, params: P, token: CancellationToken) => Promise<R> | R,
  ) =>
    guard<P, R>(fence, {
      name,
      fallback,
      run: async (params, token) => {
        const uri = uriOf(params) ?? '';
        const told = session.whereabouts.at(uri, `textDocument/${name}`);
        if (told) await told;
        const file = analysis.file(uri);
        return file ? run(file, withinFile(file, params), token) : fallback;
      },
    });

  connection.onCompletion(
    onFile<CompletionParams, CompletionItem[] | CompletionList>(
      'completion',
      [],
      (file, { position }) => {
        const isLazy = resolvesDocumentation(client);
        return analysis.completion(file, position, { isLazy });
      },
    ),
  );
  connection.onCompletionResolve(
    guard(fence, {
      name: 'completionItem/resolve',
      fallback: { label: '' },
      run: (item: CompletionItem) => analysis.resolveCompletion(item),
    }),
  );
  connection.onHover(
    onFile('hover', null, (file, { position }) => analysis.hover(file, position) ?? null),
  );
  connection.onCodeAction(
    onFile('codeAction', [], (file, params, token) => analysis.codeActions(file, params, token)),
  );
  connection.onDocumentSymbol(
    onFile('documentSymbol', [], (file) => analysis.documentSymbols(file)),
  );
  connection.onFoldingRanges(onFile('foldingRange', [], (file) => analysis.foldingRanges(file)));
  connection.onSelectionRanges(
    onFile('selectionRange', [], (file, { positions }) =>
      analysis.selectionRanges(file, positions),
    ),
  );
  connection.onDocumentLinks(onFile('documentLink', [], (file) => analysis.documentLinks(file)));
  connection.onDocumentFormatting(
    onFile('formatting', [], (file) =>
      analysis.format(file, (message) => {
        void connection.sendNotification(ShowMessageNotification.type, {
          type: MessageType.Info,
          message,
        });
      }),
    ),
  );
  connection.languages.diagnostics.on(
    guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(fence, {
      name: 'diagnostic',
      fallback: { kind: DocumentDiagnosticReportKind.Full, items: [] },
      run: async (params, token) => {
        const found = (await analysis.findings(uriOf(params) ?? '', token)) ?? [];
        publisher.didServe.emit();
        return { kind: DocumentDiagnosticReportKind.Full, items: found };
      },
    }),
  );
  connection.onRequest(pingMethod, (): PingResult => ({ isDebugged: isDebugged() }));
  connection.onRequest(
    documentInfoMethod,
    guard(fence, {
      name: documentInfoMethod,
      fallback: null,
      run: async ({ uri, position }: DocumentInfoParams) => {
        await session.whereabouts.at(uri, documentInfoMethod);
        const skipped = analysis.skippedInfo(uri);
        if (skipped) return skipped;
        const file = analysis.file(uri);
        return file ? analysis.documentInfo(file, withinFile(file, { position }).position) : null;
      },
    }),
  );
  connection.onRequest(
    manifestDocumentsMethod,
    guard(fence, {
      name: manifestDocumentsMethod,
      fallback: null,
      run: async ({ uri }: ManifestDocumentsParams) => {
        await session.whereabouts.at(uri, manifestDocumentsMethod);
        const file = analysis.file(uri);
        return file ? analysis.manifestDocuments(file) : null;
      },
    }),
  );
}

/** Addresses of the workspace folders; older clients know one at most. */
function foldersOf({ workspaceFolders, ...older }: InitializeParams): string[] {
  if (workspaceFolders !== undefined) return (workspaceFolders ?? []).map(({ uri }) => uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients send nothing else
  return [older.rootUri].filter((uri) => typeof uri === 'string');
}

/** The editor asks for the documentation of an item when it shows it. */
function resolvesDocumentation({ textDocument }: InitializeParams['capabilities']): boolean {
  const lazy = textDocument?.completion?.completionItem?.resolveSupport?.properties ?? [];
  return lazy.includes('documentation');
}
