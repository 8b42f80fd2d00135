// The one log channel. Never manifest contents, never what a kubeconfig or a Secret holds.
import * as vscode from 'vscode';

export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
  return vscode.window.createOutputChannel('Data Platform', { log: true });
}

/** An exception in words for the log; its stack goes to debug only. */
export function logError(log: Log, doing: string, error: unknown): void {
  log.error(`${doing}: ${errorText(error)}`);
  if (error instanceof Error && error.stack) log.debug(error.stack);
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
