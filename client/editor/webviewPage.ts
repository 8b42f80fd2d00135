// The one way to a webview: its document is ours and empty, its script and style come from our own folder, nothing else is
// loaded, and what it sends is an action of a fixed list on an object by its id. It has no state of its own: a page that was
// hidden is made anew and asks for what it shows.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { plainLine } from '../../shared/plainText.ts';
import type { Disposable } from '../../cluster/api.ts';
import { pageMessage, type ShowMessage } from '../webview/messages.ts';
import { pageHtml } from '../webview/pageHtml.ts';

export interface WebviewPageOptions<A extends string> {
  readonly extensionUri: vscode.Uri;
  /** Its script and style in `dist/webview`; names the sort of page for VS Code as well. */
  readonly page: string;
  readonly title: string;
  readonly actions: readonly A[];
  readonly act: (action: A, id: string) => void;
  /** The user closed it, or `dispose` did. */
  readonly closed: () => void;
}

export interface WebviewPage<V> extends Disposable {
  /** All that is shown from now on. */
  show(view: V): void;
  /** Brings it to the front. */
  reveal(): void;
}

export function openWebviewPage<V, A extends string>({
  extensionUri,
  page,
  title,
  actions,
  act,
  closed,
}: WebviewPageOptions<A>): WebviewPage<V> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const panel = vscode.window.createWebviewPanel(
    `dataPlatform.${page}`,
    plainLine(title, 100),
    vscode.ViewColumn.Active,
    { enableScripts: true, enableFindWidget: true, localResourceRoots: [folder] },
  );
  const { webview } = panel;
  const addressOf = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  let last: V | undefined;
  let isReady = false;
  const send = () => {
    if (last === undefined || !isReady) return;
    const message: ShowMessage<V> = { type: 'show', view: last };
    void webview.postMessage(message);
  };
  webview.onDidReceiveMessage((value: unknown) => {
    const message = pageMessage(value, actions);
    if (message?.type === 'act') act(message.action, message.id);
    if (message?.type !== 'ready') return;
    isReady = true;
    send();
  });
  panel.onDidDispose(closed);
  webview.html = pageHtml({
    cspSource: webview.cspSource,
    script: addressOf(`${page}.js`),
    style: addressOf(`${page}.css`),
    nonce: randomBytes(16).toString('hex'),
  });
  return {
    show(view) {
      last = view;
      send();
    },
    reveal() {
      panel.reveal();
    },
    dispose() {
      panel.dispose();
    },
  };
}
