// Tells the language server how open files were in the last commit, as the Git extension of VS Code knows it: what cannot be
// changed in a cluster is told then. In trusted workspaces only, as git runs what a repository configures.
import { errorMessage } from '../../shared/errorWords.ts';
import * as vscode from 'vscode';
import type { Disposable } from '../../cluster/api.ts';
import { earlierTextNotification, type EarlierTextParams } from '../../shared/protocol.ts';
import { documentSelector } from '../documentSelector.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { Log } from '../log.ts';

/** The parts of what the Git extension exports that are used here. */
interface GitExtension {
  /** Whether there is a git, and the user wants it. */
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): Git;
}

interface Git {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Repository {
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
}

export function createEarlierTexts(server: LanguageServer, log: Log): Disposable {
  const texts = new EarlierTexts(server, log);
  const begin = (): void => {
    texts.begin().catch((error: unknown) => {
      log.debug(`changes since the last commit are not told: ${errorMessage(error)}`);
    });
  };
  const listeners = [
    vscode.workspace.onDidGrantWorkspaceTrust(begin),
    // Nothing is asked of git before there is a server to tell.
    server.onDidChangeHealth((health) => {
      if (health === 'running') begin();
    }),
  ];
  return vscode.Disposable.from(texts, ...listeners);
}

class EarlierTexts implements Disposable {
  readonly #server: LanguageServer;
  readonly #log: Log;
  readonly #listeners: vscode.Disposable[] = [];
  readonly #commits = new Map<Repository, string | undefined>();
  #following: Promise<Git | undefined> | undefined;
  #git: Git | undefined;
  #waiting: vscode.Disposable | undefined;

  constructor(server: LanguageServer, log: Log) {
    this.#server = server;
    this.#log = log;
  }

  /** A server that was started anew knows nothing: it is told all again. */
  async begin(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    this.#following ??= this.#follow();
    this.#git = await this.#following;
    if (this.#git) this.#tellAll();
    else this.#following = undefined;
  }

  async #follow(): Promise<Git | undefined> {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    const exported = await extension?.activate();
    if (!exported) return undefined;
    if (!exported.enabled) {
      this.#waiting ??= exported.onDidChangeEnablement(() => void this.begin());
      return undefined;
    }
    const git = exported.getAPI(1);
    for (const repository of git.repositories) this.#watch(repository);
    this.#listeners.push(
      git.onDidOpenRepository((repository) => {
        this.#watch(repository);
        this.#tellAll();
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        void this.#tell(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (isOurs(document)) this.#send({ uri: uriOf(document), text: null, was: '' });
      }),
    );
    return git;
  }

  #watch(repository: Repository): void {
    this.#commits.set(repository, repository.state.HEAD?.commit);
    this.#listeners.push(
      repository.state.onDidChange(() => {
        const commit = repository.state.HEAD?.commit;
        if (this.#commits.get(repository) === commit) return;
        this.#commits.set(repository, commit);
        this.#tellAll();
      }),
    );
  }

  #tellAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.#tell(document);
  }

  async #tell(document: vscode.TextDocument): Promise<void> {
    if (!isOurs(document) || document.uri.scheme !== 'file') return;
    const repository = this.#git?.getRepository(document.uri);
    if (!repository) return;
    const text = await repository.show('HEAD', document.uri.fsPath).catch((error: unknown) => {
      // A new file, or a repository without a commit: the Git extension has no other answer for either.
      this.#log.debug(`no earlier text of a file: ${errorMessage(error).split('\n')[0] ?? ''}`);
      return null;
    });
    if (!document.isClosed) this.#send({ uri: uriOf(document), text, was: 'HEAD' });
  }

  #send(params: EarlierTextParams): void {
    this.#server.notify(earlierTextNotification, params);
  }

  dispose(): void {
    for (const one of this.#listeners) one.dispose();
    this.#waiting?.dispose();
  }
}

function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}

/** As the language client spells it. */
function uriOf(document: vscode.TextDocument): string {
  return document.uri.toString();
}
