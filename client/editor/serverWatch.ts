// Watches the language server from the edge to VS Code: ends a server that hangs, keeps the files that ended one from the
// next, and tells the user.
import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import {
  pingRequest,
  workNotification,
  type PingResult,
  type WorkParams,
} from '../../shared/protocol.ts';
import type { Disposable } from '../../cluster/api.ts';
import type { Log } from '../log.ts';
import {
  createHeldFiles,
  type Fall,
  type HeldFile,
  type HeldFiles,
} from '../watchman/heldFiles.ts';
import { heldMessage, heldNote, reportUrl } from '../watchman/heldWords.ts';
import { createWatchman, patienceMs, tickMs } from '../watchman/watchman.ts';
import { showWarning } from './window.ts';

export interface ServerWatch extends Disposable {
  /** Keeps held files from the server. */
  readonly middleware: Middleware;
  /** A process has been started. */
  started(process: ChildProcess | undefined): void;
  /** The server answers from now on. */
  running(client: LanguageClient): void;
  /** The process is gone, or is to go. */
  ended(): void;
  /** The process went away without being asked to. */
  fell(): void;
}

export function createServerWatch(context: vscode.ExtensionContext, log: Log): ServerWatch {
  const held = createHeldFiles((uri) => openDocument(uri)?.getText());
  let client: LanguageClient | undefined;
  let server: ChildProcess | undefined;
  let fall: Fall = 'crash';

  const watchman = createWatchman({
    ping: async () => client?.sendRequest<PingResult>(pingRequest.method),
    nowMs: () => performance.now(),
    onSilent() {
      log.error(`language server did not answer for ${patienceMs / 1000} s; ending it`);
      fall = 'hang';
      server?.kill('SIGKILL');
    },
  });
  const timer = setInterval(() => {
    watchman.tick();
  }, tickMs);

  return {
    middleware: middlewareOf(held, () => client),
    started(process) {
      server = process;
      fall = 'crash';
      held.started();
      // Heard at the process itself: the library drops what is in its queue when the process ends.
      process?.on('message', (message) => {
        const { method, params } = message as { method?: unknown; params?: WorkParams };
        if (method === workNotification.method && params) held.begins(params);
      });
    },
    running(running) {
      client = running;
      watchman.reset('watch');
    },
    ended() {
      watchman.reset('rest');
    },
    fell() {
      watchman.reset('rest');
      const file = held.fell(fall);
      if (!file) return;
      log.warn('the language server gets the file that it worked on again when it has changed');
      void tell(context, file);
    },
    dispose() {
      clearInterval(timer);
    },
  };
}

/** Between editor and server: held files are not sent, and have a note in place of their diagnostics. */
function middlewareOf(held: HeldFiles, client: () => LanguageClient | undefined): Middleware {
  return {
    didOpen: async (document, next) => {
      if (!held.isHeld(document.uri.toString(), document.getText())) await next(document);
    },
    didChange: async (event, next) => {
      if (!held.release(event.document.uri.toString())) return next(event);
      // The server does not know it yet: what it gets is the whole text.
      const opening = client()?.getFeature('textDocument/didOpen').getProvider(event.document);
      await opening?.send(event.document);
    },
    provideDiagnostics: async (document, previous, token, next) => {
      const file = held.get('uri' in document ? document.uri.toString() : document.toString());
      if (!file) return next(document, previous, token);
      const { vsdiag } = await import('../languageClientLibrary.ts');
      return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [noteOf(file)] };
    },
  };
}

function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

function noteOf(file: HeldFile): vscode.Diagnostic {
  const note = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    heldNote(file),
    vscode.DiagnosticSeverity.Information,
  );
  note.code = 'not-checked';
  note.source = 'Data Platform';
  return note;
}

async function tell({ extension }: vscode.ExtensionContext, file: HeldFile): Promise<void> {
  const report = 'Report…';
  const chosen = await showWarning(heldMessage(file), report);
  if (chosen !== report) return;
  const { bugs, version } = extension.packageJSON as { bugs: { url: string }; version: string };
  const url = reportUrl(bugs.url, file, {
    extension: version,
    editor: vscode.version,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  });
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
