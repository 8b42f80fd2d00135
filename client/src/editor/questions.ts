// Questions that a command asks before it changes something, each naming what it would touch.
import * as vscode from 'vscode';

/** A modal question with one way on; false for everything else. */
export async function confirm(message: string, detail: string, action: string): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, action);
  return answer === action;
}

/** For protected contexts: the name has to be typed, so that a habit cannot confirm it. */
export async function confirmByTyping(
  contextName: string,
  doing: string,
  where: string,
): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: `${doing} in protected context ${contextName}`,
    prompt: `${where}. Type ${contextName} to go on`,
    placeHolder: contextName,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value === '' || contextName.startsWith(value) ? undefined : 'This is not the context name',
  });
  return typed === contextName;
}

/** Runs cancellable work under a progress notification; the signal aborts when the user cancels. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, tell: (message: string, share?: number) => void) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const listener = token.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        return await work(abort.signal, (message, share) => {
          progress.report({ message, increment: share });
        });
      } finally {
        listener.dispose();
      }
    },
  );
}
