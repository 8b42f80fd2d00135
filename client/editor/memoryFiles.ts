// Files that exist in memory alone, read-only unless somebody takes what is saved. Unlike a document whose provider is asked for all of it, the editor takes what
// was added to such a file as an addition: selection and place stay where they are.
import * as vscode from 'vscode';
import type { Disposable } from '../../cluster/api.ts';

export interface MemoryFiles extends Disposable {
  put(uri: vscode.Uri, text: () => string): void;
  /** The text of a file is another one now. */
  changed(uri: vscode.Uri): void;
  remove(uri: vscode.Uri): void;
}

const notKept = 'Not kept: open it again from where it came\n';

/** Takes what an editor saves; a rejection keeps it unsaved and is shown. */
export type SaveFile = (uri: vscode.Uri, text: string) => Promise<void>;

export function createMemoryFiles(scheme: string, save?: SaveFile): MemoryFiles {
  const provider = new MemoryFileSystem(save);
  const registered = vscode.workspace.registerFileSystemProvider(scheme, provider, {
    isReadonly: save === undefined,
    isCaseSensitive: true,
  });
  return {
    put: (uri, text) => provider.put(uri, text),
    changed: (uri) => provider.touch(uri),
    remove: (uri) => provider.remove(uri),
    dispose() {
      registered.dispose();
      provider.dispose();
    },
  };
}

interface MemoryFile {
  readonly text: () => string;
  /** Counts up with each change: an editor looks at it to know whether to read. */
  version: number;
}

class MemoryFileSystem implements vscode.FileSystemProvider {
  readonly #files = new Map<string, MemoryFile>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  readonly #save: SaveFile | undefined;
  #versions = 0;

  constructor(save: SaveFile | undefined) {
    this.#save = save;
  }

  put(uri: vscode.Uri, text: () => string): void {
    this.#files.set(uri.toString(), { text, version: ++this.#versions });
    this.touch(uri);
  }

  touch(uri: vscode.Uri): void {
    const file = this.#files.get(uri.toString());
    if (!file) return;
    file.version = ++this.#versions;
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  remove(uri: vscode.Uri): void {
    this.#files.delete(uri.toString());
  }

  dispose(): void {
    this.#changes.dispose();
    this.#files.clear();
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.toString());
    // An editor that was open when the window was closed asks for a file that is no more.
    const mtime = file?.version ?? 0;
    return { type: vscode.FileType.File, ctime: 0, mtime, size: this.readFile(uri).length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return new TextEncoder().encode(this.#files.get(uri.toString())?.text() ?? notKept);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (!this.#save) throw vscode.FileSystemError.NoPermissions(uri);
    await this.#save(uri, new TextDecoder().decode(content));
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
