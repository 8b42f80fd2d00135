// The gate to clusters: nothing behind it is loaded, read or called before someone asks, and nothing at all
// in an untrusted workspace, because a kubeconfig can start programs.
import { errorMessage } from '../../shared/errorWords.ts';
import * as vscode from 'vscode';
import type { ClusterService, Disposable, LoginFailure } from '../../cluster/api.ts';
import { loadClusterService } from '../clusterLoader.ts';
import { matchesAnyPattern } from '../contextPatterns.ts';
import type { Log } from '../log.ts';
import { editorProxy, proxySettings } from './editorProxy.ts';
import { runInTerminal } from './pluginTerminal.ts';
import type { SettingsReader } from './settings.ts';
import { showWarning } from './window.ts';

export type ClusterGate = { ok: true; service: ClusterService } | { ok: false; reason: string };

export interface ClusterAccess extends Disposable {
  /** Opens the gate. Reads no kubeconfig and calls no cluster yet. */
  service(): Promise<ClusterGate>;
  /** The kubeconfig, the context in use, or the settings behind them changed. */
  readonly onDidChange: vscode.Event<void>;
  /** A cluster answered because the user looked into it: the name of its context. */
  readonly onDidConnect: vscode.Event<string>;
  /** The editor's own choice of context, kept for this workspace; undefined follows the kubeconfig. */
  chooseContext(contextName: string | undefined): Promise<void>;
  /** Kubeconfig files of this workspace; undefined follows the setting. */
  chooseKubeconfig(files: readonly string[] | undefined): Promise<void>;
  /** The user asks for a cluster anew: failures to log in are not remembered any longer. */
  tryLoginAgain(): void;
  isProtected(contextName: string): boolean;
  /** Nothing is changed in it: to be asked before a dry run, too. */
  isReadOnly(contextName: string): boolean;
}

const tryAgain = 'Try Again';
const openTerminal = 'Log In in Terminal';

const chosenContextKey = 'dataPlatform.context';
const chosenFilesKey = 'dataPlatform.kubeconfigFiles';

export const untrustedReason =
  'Clusters are off in an untrusted workspace, because a kubeconfig can start programs. Trust this workspace to use them.';

export function createClusterAccess(
  context: vscode.ExtensionContext,
  settings: SettingsReader,
  log: Log,
): ClusterAccess {
  const changed = new vscode.EventEmitter<void>();
  const connected = new vscode.EventEmitter<string>();
  let opened: Promise<ClusterService> | undefined;

  const close = () => {
    opened?.then(
      (service) => service.dispose(),
      (error: unknown) => log.debug(`cluster modules were never there: ${errorMessage(error)}`),
    );
    opened = undefined;
  };

  const listeners = [
    changed,
    connected,
    vscode.workspace.onDidChangeConfiguration((event) => {
      const isRead = readSettings.some((key) => event.affectsConfiguration(key));
      if (isRead) close();
      if (isRead || guards.some((key) => event.affectsConfiguration(key))) changed.fire();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      changed.fire();
    }),
  ];

  return {
    onDidChange: changed.event,
    onDidConnect: connected.event,
    async service() {
      if (!vscode.workspace.isTrusted) return { ok: false, reason: untrustedReason };
      opened ??= open(context, settings, { changed, connected }, log).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return { ok: true, service: await opened };
    },
    async chooseContext(contextName) {
      await context.workspaceState.update(chosenContextKey, contextName);
      (await opened)?.kubeconfig.choose(contextName);
    },
    async chooseKubeconfig(files) {
      await context.workspaceState.update(chosenFilesKey, files);
      close();
      changed.fire();
    },
    tryLoginAgain() {
      opened?.then(
        (service) => service.tryLoginAgain(),
        () => undefined, // told to whoever opened it
      );
    },
    ...guardsIn(settings),
    dispose() {
      for (const one of listeners) one.dispose();
      close();
    },
  };
}

function guardsIn(settings: SettingsReader): Pick<ClusterAccess, 'isProtected' | 'isReadOnly'> {
  return {
    isProtected: (contextName) =>
      matchesAnyPattern(contextName, settings.current().protectedContexts),
    isReadOnly: (contextName) =>
      matchesAnyPattern(contextName, settings.current().readOnlyContexts),
  };
}

/** Settings that say what may be done in which context. */
const guards = ['dataPlatform.protectedContexts', 'dataPlatform.readOnlyContexts'];

/** Settings that the cluster modules are started with. */
const readSettings = [
  'dataPlatform.kubeconfig',
  'dataPlatform.execPluginTimeoutSeconds',
  ...proxySettings,
];

interface ClusterEvents {
  readonly changed: vscode.EventEmitter<void>;
  readonly connected: vscode.EventEmitter<string>;
}

async function open(
  context: vscode.ExtensionContext,
  settings: SettingsReader,
  { changed, connected }: ClusterEvents,
  log: Log,
): Promise<ClusterService> {
  const service = await loadClusterService({
    ...settings.current(),
    kubeconfigFiles: context.workspaceState.get<readonly string[]>(chosenFilesKey),
    editorProxy,
    terminal: runInTerminal,
  });
  log.debug('cluster modules loaded');
  service.kubeconfig.choose(context.workspaceState.get<string>(chosenContextKey));
  service.kubeconfig.onDidChange(() => {
    changed.fire();
  });
  service.onDidConnect((contextName) => {
    connected.fire(contextName);
  });
  service.onDidFailLogin((failure) => {
    void askToLogIn(service, failure, changed);
  });
  return service;
}

async function askToLogIn(
  service: ClusterService,
  { contextName, offersTerminal, error }: LoginFailure,
  changed: vscode.EventEmitter<void>,
): Promise<void> {
  // First what helps: the same attempt without a terminal fails again.
  const answers = offersTerminal ? [openTerminal, tryAgain] : [tryAgain];
  const answer = await showWarning(error.message, ...answers);
  if (answer === undefined) return;
  service.tryLoginAgain({ contextName, inTerminal: answer === openTerminal });
  changed.fire();
}
