// Questions that a command asks before it changes something, each naming what it would touch.
import { plainText } from '../../shared/plainText.ts';
import { askForText, askModally, showProgress } from './window.ts';

/** A modal question with one way on; false for everything else. */
export async function confirm(message: string, detail: string, action: string): Promise<boolean> {
  return (await askModally(message, detail, action)) === action;
}

/** For protected contexts: the name has to be typed as it is shown, so that a habit cannot confirm it. */
export async function confirmByTyping(
  contextName: string,
  doing: string,
  where: string,
): Promise<boolean> {
  const wanted = plainText(contextName);
  const typed = await askForText({
    title: `${doing} in protected context ${contextName}`,
    prompt: `${where}. Type ${contextName} to go on`,
    placeHolder: contextName,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value === '' || wanted.startsWith(value) ? undefined : 'This is not the context name',
  });
  return typed === wanted;
}

/** Runs cancellable work under a progress notification; the signal aborts when the user cancels. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, tell: (message: string, share?: number) => void) => Promise<T>,
): Thenable<T> {
  return showProgress(title, async (token, tell) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => {
      abort.abort();
    });
    try {
      return await work(abort.signal, tell);
    } finally {
      listener.dispose();
    }
  });
}
