// The language server's life: started for the first manifest, brought back when it falls, stopped with the
// window. The protocol library is loaded only when the server is.
import { errorMessage } from '../shared/errorWords.ts';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { NotificationOf, RequestOf } from '../shared/protocol.ts';
import type { Disposable } from '../cluster/api.ts';
import { documentSelector } from './documentSelector.ts';
import { createServerClient } from './editor/serverClient.ts';
import { createServerWatch, type ServerWatch } from './editor/serverWatch.ts';
import { KeptHandlers } from './keptHandlers.ts';
import { logError, type Log } from './log.ts';
import { manifestHeadLength, wantsLanguageServer } from './manifestText.ts';
import { createRestartPolicy } from './restartPolicy.ts';

export type ServerHealth = 'not-started' | 'starting' | 'running' | 'down';

export interface LanguageServer {
  readonly health: ServerHealth;
  readonly onDidChangeHealth: vscode.Event<ServerHealth>;
  /** Starts it now, or again. Resolves when it answers; the reason when it does not. */
  restart(): Promise<{ ok: true } | { ok: false; reason: string }>;
  /** A request of ours; waits for a server that starts. Undefined while none runs, or when it fails. */
  request<P extends object, R>(request: RequestOf<P, R>, params: P): Promise<R | undefined>;
  /** A message of ours; dropped while the server does not run. */
  notify<P extends object>(notification: NotificationOf<P>, params: P): void;
  /** Answers a request of the server, of this one and of those that are started after it. */
  onRequest<P, R>(request: RequestOf<P, R>, handler: (params: P) => R | Promise<R>): Disposable;
  /** Hears a notification of the server, of this one and of those that are started after it. */
  onNotification<P>(notification: NotificationOf<P>, handler: () => void): Disposable;
  /** Ends the server process. */
  stop(): Promise<void>;
}

/** How long a start may take before the user, who asked for it, is told that it does not work. */
const patienceMs = 15_000;

/** Starts the server for the first document that wants it. */
export function createLanguageServer(
  context: vscode.ExtensionContext,
  log: Log,
): LanguageServer & Disposable {
  const server = new Server(context, log);
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    server.startFor(document);
  });
  for (const document of vscode.workspace.textDocuments) server.startFor(document);
  server.beside.push(opened);
  return server;
}

class Server implements LanguageServer, Disposable {
  /** Ends with it. */
  readonly beside: Disposable[] = [];
  readonly #context: vscode.ExtensionContext;
  readonly #log: Log;
  readonly #healthChanged = new vscode.EventEmitter<ServerHealth>();
  readonly #policy = createRestartPolicy();
  readonly #watch: ServerWatch;
  readonly #handlers = new KeptHandlers();
  #health: ServerHealth = 'not-started';
  #client: LanguageClient | undefined;
  #starting: Promise<void> | undefined;
  #stopWaiting: (() => void) | undefined;
  #isStopped = false;

  constructor(context: vscode.ExtensionContext, log: Log) {
    this.#context = context;
    this.#log = log;
    this.#watch = createServerWatch(context, log);
  }

  get health(): ServerHealth {
    return this.#health;
  }

  get onDidChangeHealth(): vscode.Event<ServerHealth> {
    return this.#healthChanged.event;
  }

  startFor(document: vscode.TextDocument): void {
    if (this.#starting || !documentSelector.some((one) => one.scheme === document.uri.scheme))
      return;
    const head = document.getText(
      new vscode.Range(document.positionAt(0), document.positionAt(manifestHeadLength)),
    );
    if (!wantsLanguageServer(document.languageId, head)) return;
    this.#starting = this.#start().catch((error: unknown) => {
      this.#setHealth('down');
      logError(this.#log, 'language server did not start', error);
    });
  }

  async restart(): Promise<{ ok: true } | { ok: false; reason: string }> {
    this.#policy.reset();
    try {
      if (this.#stopWaiting) {
        this.#stopWaiting();
        await this.#untilRunning();
      } else if (this.#health === 'starting') await this.#untilRunning();
      else if (this.#health === 'running') await this.#client?.restart();
      else await (this.#starting = this.#replace());
      return { ok: true };
    } catch (error) {
      if (this.health !== 'starting') this.#setHealth('down');
      return { ok: false, reason: errorMessage(error) };
    }
  }

  async request<P extends object, R>(
    { method }: RequestOf<P, R>,
    params: P,
  ): Promise<R | undefined> {
    if (this.#health !== 'running') await this.#starting?.catch(() => undefined);
    if (this.#health !== 'running' || !this.#client) return undefined;
    try {
      return await this.#client.sendRequest<R>(method, params);
    } catch (error) {
      this.#log.debug(`${method}: ${errorMessage(error)}`);
      return undefined;
    }
  }

  notify<P extends object>({ method }: NotificationOf<P>, params: P): void {
    if (this.#health !== 'running' || !this.#client) return;
    this.#client.sendNotification(method, params).catch((error: unknown) => {
      this.#log.debug(`${method}: ${errorMessage(error)}`);
    });
  }

  onRequest<P, R>(request: RequestOf<P, R>, handler: (params: P) => R | Promise<R>): Disposable {
    return this.#handlers.onRequest(request, handler);
  }

  onNotification<P>(notification: NotificationOf<P>, handler: () => void): Disposable {
    return this.#handlers.onNotification(notification, handler);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopWaiting?.();
    // The process may be gone already, and then there is nobody to say goodbye to.
    await this.#client?.stop().catch((error: unknown) => {
      this.#log.debug(`stopping the language server: ${errorMessage(error)}`);
    });
  }

  dispose(): void {
    for (const one of [...this.beside, this.#watch, this.#healthChanged]) one.dispose();
  }

  #setHealth(next: ServerHealth): void {
    if (next === this.#health) return;
    this.#health = next;
    this.#healthChanged.fire(next);
  }

  async #start(): Promise<void> {
    this.#client ??= await this.#create();
    await this.#client.start();
    this.#log.info('language server is running');
  }

  async #create(): Promise<LanguageClient> {
    const { State } = await import('./languageClientLibrary.ts');
    const created = await createServerClient({
      context: this.#context,
      log: this.#log,
      watch: this.#watch,
      fell: () => this.#fell(),
    });
    this.#handlers.attach(created);
    created.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#watch.running(created);
      else this.#watch.ended();
      if (newState === State.Running) this.#setHealth('running');
      else this.#setHealth(newState === State.Starting ? 'starting' : 'down');
    });
    return created;
  }

  /** The library asks what to do now that the connection is gone; our answer may take its time. */
  async #fell(): Promise<{ isWanted: boolean }> {
    this.#setHealth('down');
    this.#watch.fell();
    const delayMs = this.#policy.fell(Date.now());
    this.#log.warn(`language server went away; starting it again in ${delayMs} ms`);
    if (delayMs > 0) await this.#waitBeforeStart(delayMs);
    this.#stopWaiting = undefined;
    return { isWanted: !this.#isStopped };
  }

  #waitBeforeStart(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      this.#stopWaiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** A client that failed to start stays failed: a new one takes its place. */
  async #replace(): Promise<void> {
    const failed = this.#client;
    this.#client = undefined;
    this.#handlers.detach();
    await failed?.dispose().catch((error: unknown) => {
      this.#log.debug(`old language client: ${errorMessage(error)}`);
    });
    await this.#start();
  }

  #untilRunning(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        listener.dispose();
        end();
      };
      const listener = this.#healthChanged.event((next) => {
        if (next === 'running') settle(resolve);
        if (next === 'down')
          settle(() => {
            reject(new Error('it ends as soon as it starts'));
          });
      });
      const timer = setTimeout(() => {
        settle(() => {
          reject(new Error('it does not answer'));
        });
      }, patienceMs);
    });
  }
}
