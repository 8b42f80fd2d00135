// The language server's life: started for the first manifest, brought back when it falls, stopped with the
// window. The protocol library is loaded only when the server is.
import { errorMessage } from '../shared/errorWords.ts';
import * as vscode from 'vscode';
import type {
  CloseHandlerResult,
  LanguageClient,
  MessageTransports,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../shared/protocol.ts';
import { settingsSection } from '../shared/settings.ts';
import type { Disposable } from '../cluster/api.ts';
import { storedChartChoices } from './editor/chartChoices.ts';
import { storedChoices } from './editor/schemaChoices.ts';
import { showServerMessagesPlainly } from './editor/serverMessages.ts';
import { offerUntilWhole } from './editor/wholeValues.ts';
import { logError, type Log } from './log.ts';
import { manifestHeadLength, wantsLanguageServer } from './manifestText.ts';
import { createRestartPolicy } from './restartPolicy.ts';
import { createServerWatch } from './editor/serverWatch.ts';

export type ServerHealth = 'not-started' | 'starting' | 'running' | 'down';

export interface LanguageServer {
  readonly health: ServerHealth;
  readonly onDidChangeHealth: vscode.Event<ServerHealth>;
  /** Starts it now, or again. Resolves when it answers; the reason when it does not. */
  restart(): Promise<{ ok: true } | { ok: false; reason: string }>;
  /** A request of ours; undefined while the server does not run or when it fails. */
  request<R>(method: string, params: object): Promise<R | undefined>;
  /** A message of ours; dropped while the server does not run. */
  notify(method: string, params: object): void;
  /** Answers a request of the server, of this one and of those that are started after it. */
  onRequest(method: string, handler: (params: never) => unknown): Disposable;
  /** Hears a notification of the server, of this one and of those that are started after it. */
  onNotification(method: string, handler: () => void): Disposable;
  /** Ends the server process. */
  stop(): Promise<void>;
}

/** Documents that the server is told about. It decides itself which of them are manifests. */
export const documentSelector = ['yaml', 'json', 'jsonc'].flatMap((language) =>
  ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].map((scheme) => ({ language, scheme })),
);

/** How long a start may take before the user, who asked for it, is told that it does not work. */
const patienceMs = 15_000;

export function createLanguageServer(
  context: vscode.ExtensionContext,
  log: Log,
): LanguageServer & Disposable {
  const healthChanged = new vscode.EventEmitter<ServerHealth>();
  const policy = createRestartPolicy();
  const watch = createServerWatch(context, log);
  let health: ServerHealth = 'not-started';
  let client: LanguageClient | undefined;
  let starting: Promise<void> | undefined;
  let stopWaiting: (() => void) | undefined;
  const handlers = new Map<string, (params: never) => unknown>();
  const hearers = new Map<string, () => void>();
  let stopped = false;

  const setHealth = (next: ServerHealth) => {
    if (next === health) return;
    health = next;
    healthChanged.fire(next);
  };

  /** The library asks what to do now that the connection is gone; our answer may take its time. */
  const serverFell = async (): Promise<CloseHandlerResult> => {
    const { CloseAction } = await import('./languageClientLibrary.ts');
    setHealth('down');
    watch.fell();
    const delayMs = policy.fell(Date.now());
    log.warn(`language server went away; starting it again in ${delayMs} ms`);
    if (delayMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delayMs);
        stopWaiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    stopWaiting = undefined;
    const action = stopped ? CloseAction.DoNotRestart : CloseAction.Restart;
    return { action, handled: true };
  };

  const create = async (): Promise<LanguageClient> => {
    const { ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind } =
      await import('./languageClientLibrary.ts');
    const module = context.asAbsolutePath('dist/server.js');
    /** The status item tells what is wrong; the library would pop up a message for each failed start. */
    class QuietClient extends LanguageClient {
      override error(message: string, data?: unknown): void {
        super.error(message, data, false);
      }
      protected override async createMessageTransports(
        encoding: string,
      ): Promise<MessageTransports> {
        const transports = await super.createMessageTransports(encoding);
        watch.started(this.serverProcess);
        return transports;
      }
    }
    const created = new QuietClient(
      'dataPlatform',
      'Data Platform',
      {
        run: { module, transport: TransportKind.ipc, args: cacheArguments(context) },
        debug: {
          module,
          transport: TransportKind.ipc,
          options: { execArgv: ['--nolazy', '--inspect=6019'] },
        },
      },
      {
        documentSelector,
        outputChannel: log,
        diagnosticCollectionName: 'dataPlatform',
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        middleware: { ...watch.middleware, provideCompletionItem: offerUntilWhole },
        initializationOptions: (): InitializationOptions => ({
          settings: vscode.workspace.getConfiguration(settingsSection),
          neighbours: { yaml: vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined },
          schemaChoices: storedChoices(context.workspaceState),
          chartChoices: storedChartChoices(context.workspaceState),
          wantsWork: true,
          canExplain: true,
        }),
        initializationFailedHandler: (error: unknown) => {
          log.error(`language server refused to start: ${errorMessage(error)}`);
          return false;
        },
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          closed: serverFell,
        },
      },
    );
    showServerMessagesPlainly(created);
    for (const [method, handler] of handlers) created.onRequest(method, handler);
    for (const [method, handler] of hearers) created.onNotification(method, handler);
    created.onDidChangeState(({ newState }) => {
      if (newState === State.Running) watch.running(created);
      else watch.ended();
      if (newState === State.Running) setHealth('running');
      else if (newState === State.Starting) setHealth('starting');
      else setHealth('down');
    });
    return created;
  };

  const start = async (): Promise<void> => {
    client ??= await create();
    await client.start();
    log.info('language server is running');
  };

  /** A client that failed to start stays failed: a new one takes its place. */
  const replace = async (): Promise<void> => {
    const failed = client;
    client = undefined;
    await failed?.dispose().catch((error: unknown) => {
      log.debug(`old language client: ${errorMessage(error)}`);
    });
    await start();
  };

  const untilRunning = () =>
    new Promise<void>((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        listener.dispose();
        end();
      };
      const listener = healthChanged.event((next) => {
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

  const startOnce = (): Promise<void> => {
    starting ??= start().catch((error: unknown) => {
      setHealth('down');
      logError(log, 'language server did not start', error);
    });
    return starting;
  };

  const startFor = (document: vscode.TextDocument) => {
    if (starting || !documentSelector.some((one) => one.scheme === document.uri.scheme)) return;
    const head = document.getText(
      new vscode.Range(document.positionAt(0), document.positionAt(manifestHeadLength)),
    );
    if (wantsLanguageServer(document.languageId, head)) void startOnce();
  };

  const opened = vscode.workspace.onDidOpenTextDocument(startFor);
  for (const document of vscode.workspace.textDocuments) startFor(document);

  return {
    get health() {
      return health;
    },
    onDidChangeHealth: healthChanged.event,
    async restart() {
      policy.reset();
      try {
        if (stopWaiting) {
          stopWaiting();
          await untilRunning();
        } else if (health === 'starting') await untilRunning();
        else if (health === 'running') await client?.restart();
        else await (starting = replace());
        return { ok: true };
      } catch (error) {
        if (health !== 'starting') setHealth('down');
        return { ok: false, reason: errorMessage(error) };
      }
    },
    async request<R>(method: string, params: object): Promise<R | undefined> {
      if (health !== 'running' || !client) return undefined;
      try {
        return await client.sendRequest<R>(method, params);
      } catch (error) {
        log.debug(`${method}: ${errorMessage(error)}`);
        return undefined;
      }
    },
    notify(method, params) {
      if (health !== 'running' || !client) return;
      client.sendNotification(method, params).catch((error: unknown) => {
        log.debug(`${method}: ${errorMessage(error)}`);
      });
    },
    onRequest(method, handler) {
      handlers.set(method, handler);
      const registered = client?.onRequest(method, handler);
      return {
        dispose() {
          handlers.delete(method);
          registered?.dispose();
        },
      };
    },
    onNotification(method, handler) {
      hearers.set(method, handler);
      const registered = client?.onNotification(method, handler);
      return {
        dispose() {
          hearers.delete(method);
          registered?.dispose();
        },
      };
    },
    async stop() {
      stopped = true;
      stopWaiting?.();
      // The process may be gone already, and then there is nobody to say goodbye to.
      await client?.stop().catch((error: unknown) => {
        log.debug(`stopping the language server: ${errorMessage(error)}`);
      });
    },
    dispose() {
      opened.dispose();
      watch.dispose();
      healthChanged.dispose();
    },
  };
}

/** Where the server's compiled code is kept between starts; nowhere, if the storage is no folder of this machine. */
function cacheArguments({ globalStorageUri }: vscode.ExtensionContext): string[] {
  if (globalStorageUri.scheme !== 'file') return [];
  return ['--cache', vscode.Uri.joinPath(globalStorageUri, 'compiled').fsPath];
}
