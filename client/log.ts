// The one log channel. Never manifest contents, never what a kubeconfig or a Secret holds.
import * as vscode from 'vscode';

import { errorMessage, errorWithPlace } from '../shared/errorWords.ts';

export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
  return vscode.window.createOutputChannel('Data Platform', { log: true });
}

/** An exception in words for the log; its stack goes to debug only. */
export function logError(log: Log, doing: string, error: unknown): void {
  log.error(`${doing}: ${errorMessage(error)}`);
  if (error instanceof Error) log.debug(errorWithPlace(error));
}
