// Messages that the language server asks to be shown. The library would show them with links in them.
import type { LanguageClient } from 'vscode-languageclient/node';
import { showError, showInformation, showWarning } from './window.ts';

/** To be called before the client starts: the library's own handlers give way to those that are registered by then. */
export function showServerMessagesPlainly(client: LanguageClient): void {
  client.onNotification('window/showMessage', ({ type, message }: ShownMessage) => {
    void showFor(type)(message);
  });
  client.onRequest('window/showMessageRequest', async (params: ShownMessage) => {
    const { type, message, actions = [] } = params;
    const title = await showFor(type)(message, ...actions.map((action) => action.title));
    return actions.find((action) => action.title === title) ?? null;
  });
}

/** `ShowMessageParams` and `ShowMessageRequestParams` of the protocol. */
interface ShownMessage {
  readonly type: number;
  readonly message: string;
  readonly actions?: readonly { readonly title: string }[];
}

function showFor(type: number) {
  if (type === 1) return showError;
  return type === 2 ? showWarning : showInformation;
}
