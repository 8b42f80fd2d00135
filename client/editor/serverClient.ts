// Makes the library's client of the language server: how the server is started, what it is told at the start, and what
// the library leaves to others. The library is loaded only here, with the server.
import { errorMessage } from '../../shared/errorWords.ts';
import * as vscode from 'vscode';
import type {
  CloseHandlerResult,
  LanguageClient,
  LanguageClientOptions,
  MessageTransports,
  ServerOptions,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../shared/protocol.ts';
import { settingsSection } from '../../shared/settings.ts';
import { documentSelector } from '../documentSelector.ts';
import type * as libraryType from '../languageClientLibrary.ts';
import { yamlExtensionId } from '../yamlNeighbour/contributor.ts';
import type { Log } from '../log.ts';
import { storedChartChoices } from './chartChoices.ts';
import { storedChoices } from './schemaChoices.ts';
import { showServerMessagesPlainly } from './serverMessages.ts';
import type { ServerWatch } from './serverWatch.ts';
import { offerUntilWhole } from './wholeValues.ts';

type Library = typeof libraryType;

export interface ServerClientParts {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly watch: ServerWatch;
  /** The connection is gone: says whether the server is started again, when it is time to. */
  readonly fell: () => Promise<{ readonly isWanted: boolean }>;
}

export async function createServerClient(parts: ServerClientParts): Promise<LanguageClient> {
  const library = await import('../languageClientLibrary.ts');
  const { watch } = parts;
  /** The status item tells what is wrong; the library would pop up a message for each failed start. */
  class QuietClient extends library.LanguageClient {
    override error(message: string, data?: unknown): void {
      super.error(message, data, false);
    }
    protected override async createMessageTransports(encoding: string): Promise<MessageTransports> {
      const transports = await super.createMessageTransports(encoding);
      watch.started(this.serverProcess);
      return transports;
    }
  }
  const client = new QuietClient(
    'dataPlatform',
    'Data Platform',
    serverOptions(parts.context, library),
    clientOptions(parts, library),
  );
  showServerMessagesPlainly(client);
  return client;
}

function serverOptions(
  context: vscode.ExtensionContext,
  { TransportKind }: Library,
): ServerOptions {
  const module = context.asAbsolutePath('dist/server.js');
  return {
    run: { module, transport: TransportKind.ipc, args: cacheArguments(context) },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ['--nolazy', '--inspect=6019'] },
    },
  };
}

/** Where the server's compiled code is kept between starts; nowhere, if the storage is no folder of this machine. */
function cacheArguments({ globalStorageUri }: vscode.ExtensionContext): string[] {
  if (globalStorageUri.scheme !== 'file') return [];
  return ['--cache', vscode.Uri.joinPath(globalStorageUri, 'compiled').fsPath];
}

function clientOptions(
  { context, log, watch, fell }: ServerClientParts,
  { CloseAction, ErrorAction, RevealOutputChannelOn }: Library,
): LanguageClientOptions {
  const closed = async (): Promise<CloseHandlerResult> => {
    const { isWanted } = await fell();
    return { action: isWanted ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
  };
  return {
    documentSelector,
    outputChannel: log,
    diagnosticCollectionName: 'dataPlatform',
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: { ...watch.middleware, provideCompletionItem: offerUntilWhole },
    initializationOptions: () => initializationOptions(context),
    initializationFailedHandler: (error: unknown) => {
      log.error(`language server refused to start: ${errorMessage(error)}`);
      return false;
    },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed,
    },
  };
}

function initializationOptions({ workspaceState }: vscode.ExtensionContext): InitializationOptions {
  return {
    settings: vscode.workspace.getConfiguration(settingsSection),
    neighbours: { yaml: vscode.extensions.getExtension(yamlExtensionId) !== undefined },
    schemaChoices: storedChoices(workspaceState),
    chartChoices: storedChartChoices(workspaceState),
    wantsWork: true,
    canExplain: true,
    canShowReferences: true,
  };
}
