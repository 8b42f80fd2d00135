// The page's end of the talk with the extension. No module of VS Code or Node here: this runs in a webview.
import type { ShowMessage } from '../messages.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
}

declare const acquireVsCodeApi: () => VsCodeApi;

export interface Host {
  act(action: string, id: string): void;
}

/** Asks for what is to be shown, and hands over all of it whenever it is another. */
export function connect(show: (view: unknown) => void): Host {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<ShowMessage<unknown>>) => {
    show(data.view);
  });
  api.postMessage({ type: 'ready' });
  return {
    act(action, id) {
      api.postMessage({ type: 'act', action, id });
    },
  };
}
