/** Wires a connection to an analysis: the handshake here, requests and messages in files of their own. */
import { FileChangeType } from 'vscode-languageserver';
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { pingRequest, type InitializationOptions, type PingResult } from '../shared/protocol.ts';
import type { Analysis } from '../core/analysis.ts';
import type { TellWork } from '../core/pacing/whereabouts.ts';
import { capabilities } from './capabilities.ts';
import { ClientSettings } from './clientSettings.ts';
import type { Phase } from './phase.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { answerRequests } from './requests.ts';
import { followTexts } from './textSync.ts';
import { fileEvents, initializeParams } from './wellFormed.ts';
import { answerWorkspaceDiagnostics } from './workspaceDiagnostics.ts';
import { createWorkspaceMessages, type WorkspaceMessages } from './workspaceMessages.ts';

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
export function serve(connection: Connection, analysis: Analysis, process: ServerProcess): void {
  const fence = { log: analysis.log, phase: process.phase };
  const publisher = createPublisher(connection, analysis);
  const handshake = new Handshake(connection, analysis, publisher, process);
  const client = (): Handshake['client'] => handshake.client;
  answerRequests(connection, { analysis, publisher, fence, client });
  answerWorkspaceDiagnostics(connection, {
    ...{ problems: analysis.problems, fence, client },
    begin: () => {
      publisher.didServe.emit();
    },
  });
  followTexts(connection, analysis, publisher);
  connection.onDidChangeWatchedFiles((params) => {
    analysis.workspace.filesOnDiskChanged(
      fileEvents(params).map(({ uri, type }) => ({ uri, isGone: type === FileChangeType.Deleted })),
    );
  });
  connection.onRequest(pingRequest.method, (): PingResult => ({
    isDebugged: process.isDebugged(),
  }));
}

/** What client and server tell each other at the start and at the end. */
class Handshake {
  /** What the client can do. */
  client: InitializeParams['capabilities'] = {};
  readonly #connection: Connection;
  readonly #analysis: Analysis;
  readonly #publisher: Publisher;
  readonly #process: ServerProcess;
  readonly #settings: ClientSettings;
  readonly #around: WorkspaceMessages;
  #editor: number | undefined;

  constructor(
    connection: Connection,
    analysis: Analysis,
    publisher: Publisher,
    process: ServerProcess,
  ) {
    this.#connection = connection;
    this.#analysis = analysis;
    this.#publisher = publisher;
    this.#process = process;
    this.#settings = new ClientSettings(connection, analysis, publisher);
    this.#around = createWorkspaceMessages(connection, analysis, publisher);
    connection.onInitialize((sent) => this.#initialize(initializeParams(sent)));
    connection.onInitialized(() => {
      this.#initialized();
    });
    connection.onShutdown(() => {
      process.phase.shutDown();
    });
  }

  #initialize(params: InitializeParams): InitializeResult {
    const { phase, version, tellWork } = this.#process;
    phase.initialize();
    this.client = params.capabilities;
    this.#editor = params.processId ?? undefined;
    const { textDocument, workspace } = this.client;
    const isPulled = textDocument?.diagnostic !== undefined;
    this.#publisher.isPulled = isPulled;
    this.#publisher.canRefresh = workspace?.diagnostics?.refreshSupport ?? false;
    const options = params.initializationOptions as InitializationOptions | undefined;
    this.#settings.initialize(params, options?.settings);
    this.#analysis.session.canExplain = options?.canExplain === true;
    this.#analysis.session.canShowReferences = options?.canShowReferences === true;
    if (options?.wantsWork) this.#analysis.session.whereabouts.tell = tellWork;
    this.#analysis.useFolders(foldersOf(params));
    this.#around.initialize(params);
    return {
      capabilities: capabilities(isPulled, options?.neighbours?.yaml === true),
      serverInfo: { name: 'data-platform-manifests', version },
    };
  }

  #initialized(): void {
    this.#process.onEditorKnown(this.#editor);
    this.#settings.follow();
    this.#around.initialized();
    if (this.client.workspace?.workspaceFolders) this.#followFolders();
    void this.#settings.read();
  }

  #followFolders(): void {
    this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const uris = (folders: typeof added): string[] => folders.map(({ uri }) => uri);
      this.#analysis.changeFolders(uris(added), uris(removed));
      this.#publisher.refreshAll();
      void this.#settings.read();
    });
  }
}

/** Addresses of the workspace folders; older clients know one at most. */
function foldersOf({ workspaceFolders, ...older }: InitializeParams): string[] {
  if (workspaceFolders !== undefined) return (workspaceFolders ?? []).map(({ uri }) => uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients send nothing else
  return [older.rootUri].filter((uri) => typeof uri === 'string');
}
