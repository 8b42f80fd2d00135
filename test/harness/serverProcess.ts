/** The real server in its own process over stdio, and the little of an editor that a test needs around it. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import type {
  CompletionItem,
  CodeAction,
  ConfigurationParams,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  Range,
  TextEdit,
} from 'vscode-languageserver';

export const repositoryRoot = join(import.meta.dirname, '../..');

export interface ServerOptions {
  /** Client capabilities; none: a client that takes pushed diagnostics. */
  capabilities?: object;
  /** What `workspace/configuration` answers for `dataPlatform`. */
  settings?: unknown;
  initializationOptions?: unknown;
  /** The workspace folder; none: the files stand alone. */
  folder?: string;
  /** Further words of the command line. */
  args?: readonly string[];
}

export class ServerProcess {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly logged: string[] = [];
  /** What it answers for folders, by their addresses; for others it is that of the window. */
  readonly folderSettings = new Map<string, unknown>();
  /** What `workspace/configuration` answers from now on. */
  settings: unknown;
  initializeResult: InitializeResult | undefined;
  refreshes = 0;
  /** How many times diagnostics were pushed. */
  pushed = 0;
  readonly #diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();
  readonly #versions = new Map<string, number>();

  private constructor(args: readonly string[]) {
    const program = join(repositoryRoot, 'dist/server.js');
    this.process = spawn(process.execPath, [program, '--stdio', ...args]);
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
  }

  static async start({
    capabilities = {},
    settings,
    initializationOptions,
    folder,
    args = [],
  }: ServerOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(args);
    server.settings = settings;
    const { connection } = server;
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: PublishDiagnosticsParams) => {
        server.pushed++;
        server.#diagnostics.set(params.uri, params);
        for (const wake of server.#waiting) wake();
      },
    );
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      server.logged.push(message);
    });
    connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(
        ({ scopeUri }) => server.folderSettings.get(scopeUri ?? '') ?? server.settings ?? {},
      ),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      server.refreshes++;
      return null;
    });
    connection.listen();
    server.initializeResult = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      ...(folder !== undefined && {
        workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'folder' }],
      }),
      initializationOptions: { settings, ...(initializationOptions as object | undefined) },
      capabilities: { workspace: { configuration: settings !== undefined }, ...capabilities },
    });
    await connection.sendNotification('initialized', {});
    return server;
  }

  async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces a range, or the whole text where none is given. Returns the new version. */
  async change(uri: string, text: string, range?: Range): Promise<number> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [range ? { range, text } : { text }],
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** The pushed diagnostics of the file's present version. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    for (;;) {
      const published = this.#diagnostics.get(uri);
      if (published && published.version === this.#versions.get(uri)) return published.diagnostics;
      await this.#nextPush();
    }
  }

  /** The diagnostics pushed last, of whatever version. */
  last(uri: string): Diagnostic[] | undefined {
    return this.#diagnostics.get(uri)?.diagnostics;
  }

  /** Waits until more than `count` pushes have come. */
  async waitForPush(count: number): Promise<void> {
    while (this.pushed <= count) await this.#nextPush();
  }

  completion(uri: string, position: Position): Promise<CompletionItem[]> {
    return this.#ask('completion', uri, { position });
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.#ask('hover', uri, { position });
  }

  codeActions(uri: string, range: Range, diagnostics: Diagnostic[] = []): Promise<CodeAction[]> {
    return this.#ask('codeAction', uri, { range, context: { diagnostics } });
  }

  symbols(uri: string): Promise<DocumentSymbol[]> {
    return this.#ask('documentSymbol', uri);
  }

  foldingRanges(uri: string): Promise<FoldingRange[]> {
    return this.#ask('foldingRange', uri);
  }

  format(uri: string): Promise<TextEdit[]> {
    return this.#ask('formatting', uri, { options: { tabSize: 2, insertSpaces: true } });
  }

  request<R>(method: string, params: object): Promise<R> {
    return this.connection.sendRequest(method, params);
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Ends the process the way an editor does. */
  async stop(): Promise<void> {
    if (!this.isAlive) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }

  #nextPush(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
    });
  }

  #ask<R>(method: string, uri: string, more: object = {}): Promise<R> {
    return this.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri },
      ...more,
    });
  }
}
