// Read-only files that exist in memory alone. Unlike a document whose provider is asked for all of it, the editor takes what
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

export function createMemoryFiles(scheme: string): MemoryFiles {
  const provider = new MemoryFileSystem();
  const registered = vscode.workspace.registerFileSystemProvider(scheme, provider, {
    isReadonly: true,
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
  #versions = 0;

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

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
