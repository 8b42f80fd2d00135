// Logs of containers in editors: each follows its containers until it is closed or stopped, and shows the last lines. An
// editor that shows the end goes along with it, one that was scrolled up stays where it is.
import * as vscode from 'vscode';
import type { ClusterSession, Disposable, LogRequest } from '../../cluster/api.ts';
import { LogFeed } from '../logs/logFeed.ts';
import { sourceName } from '../logs/logWords.ts';
import { clusterPath } from './clusterDocument.ts';
import { createMemoryFiles, type MemoryFiles } from './memoryFiles.ts';

export const logScheme = 'dataplatform-logs';

export interface ShownLog {
  readonly session: ClusterSession;
  readonly request: LogRequest;
  /** How many containers each pod has of which lines may come. */
  readonly containers: number;
}

export interface LogDocuments extends Disposable {
  /** Opens an editor with the log, or shows the one that is there, which begins anew. */
  show(log: ShownLog): Promise<void>;
  /** Ends the following; what was read stays. */
  stop(uri: vscode.Uri): void;
  /** Begins anew what is shown in an editor. */
  again(uri: vscode.Uri): void;
}

interface OpenLog {
  readonly uri: vscode.Uri;
  readonly log: ShownLog;
  readonly feed: LogFeed;
  readonly following: Disposable;
}

export function createLogDocuments(): LogDocuments {
  return new Logs();
}

class Logs implements LogDocuments {
  readonly #files: MemoryFiles = createMemoryFiles(logScheme);
  readonly #open = new Map<string, OpenLog>();
  /** Those of them of which more may come. */
  readonly #followed = new Set<string>();
  readonly #ends = followEnds();
  readonly #closed: vscode.Disposable;

  constructor() {
    this.#closed = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const tab of closed) this.#tabClosed(tab);
    });
  }

  async show(log: ShownLog): Promise<void> {
    const uri = uriOf(log);
    this.#begin(uri, log);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  stop(uri: vscode.Uri): void {
    const open = this.#open.get(uri.toString());
    open?.following.dispose();
    open?.feed.close(`Stopped at ${new Date().toLocaleTimeString()}`);
  }

  again(uri: vscode.Uri): void {
    const open = this.#open.get(uri.toString());
    if (open) this.#begin(uri, open.log);
  }

  dispose(): void {
    for (const { following } of this.#open.values()) following.dispose();
    for (const one of [this.#closed, this.#ends, this.#files]) one.dispose();
  }

  #begin(uri: vscode.Uri, log: ShownLog): void {
    const key = uri.toString();
    this.#open.get(key)?.following.dispose();
    const { session, request, containers } = log;
    const isOne = request.ref.kind === 'Pod' && containers === 1;
    const names = { objectName: request.ref.name, showsContainer: containers > 1 };
    const feed = new LogFeed({
      ...(!isOne && { nameOf: (source) => sourceName(source, names) }),
      changed: () => this.#files.changed(uri),
      ended: () => this.#setFollowed(key, false),
    });
    const following = session.logs.follow(request, feed);
    this.#open.set(key, { uri, log, feed, following });
    this.#files.put(uri, () => feed.text);
    this.#setFollowed(key, true);
  }

  #tabClosed({ input }: vscode.Tab): void {
    if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== logScheme) return;
    const key = input.uri.toString();
    if (isShown(key)) return;
    this.#open.get(key)?.following.dispose();
    this.#open.delete(key);
    this.#files.remove(input.uri);
    this.#setFollowed(key, false);
  }

  /** For the buttons of the editors. */
  #setFollowed(key: string, isFollowed: boolean): void {
    if (isFollowed) this.#followed.add(key);
    else this.#followed.delete(key);
    void vscode.commands.executeCommand('setContext', 'dataPlatform.followedLogs', [
      ...this.#followed,
    ]);
  }
}

function uriOf({ session, request }: ShownLog): vscode.Uri {
  const { ref, container, isPrevious, sinceSeconds } = request;
  const name = [
    `${ref.kind} ${ref.name}`,
    container,
    isPrevious && '(previous run)',
    sinceSeconds !== undefined && `(since ${sinceSeconds / 60} min)`,
  ];
  const place = [session.context.name, ref.namespace, `${name.filter(Boolean).join(' ')}.log`];
  return vscode.Uri.from({ scheme: logScheme, path: clusterPath(place) });
}

/** In any tab of the window. */
function isShown(key: string): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key);
}

/** Shows the new end in those editors that showed the old one. */
function followEnds(): Disposable {
  const lineCounts = new Map<string, number>();
  const changed = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.scheme !== logScheme) return;
    const key = document.uri.toString();
    const before = lineCounts.get(key) ?? 1;
    lineCounts.set(key, document.lineCount);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== document) continue;
      const seen = editor.visibleRanges.at(-1)?.end.line ?? 0;
      if (seen < before - 2) continue;
      const end = document.lineAt(document.lineCount - 1).range;
      editor.revealRange(end);
    }
  });
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    lineCounts.delete(uri.toString());
  });
  return vscode.Disposable.from(changed, closed);
}
