/** The folders whose manifests Flux fills in before it applies them: those of Kustomizations with `postBuild`. */
import { Emitter } from '../emitter.ts';

export class FluxPaths {
  /** Another set of files is filled in now. */
  readonly didChange = new Emitter<undefined>();
  /** Folders by the file that names them. */
  readonly #folders = new Map<string, readonly string[]>();
  #hasChanged = false;

  get count(): number {
    return this.#folders.size;
  }

  /** What a file says; undefined where it says nothing. */
  set(file: string, folders: readonly string[] | undefined): void {
    if (String(this.#folders.get(file)) === String(folders)) return;
    this.#hasChanged = true;
    if (folders) this.#folders.set(file, folders);
    else this.#folders.delete(file);
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    for (const file of this.#folders.keys()) if (!isWanted(file)) this.set(file, undefined);
  }

  /** The scan is over, or a burst of changes. */
  settled(): void {
    if (this.#hasChanged) this.didChange.emit(undefined);
    this.#hasChanged = false;
  }

  /** Whether Flux fills in the variables of a file. */
  covers(path: string | undefined): boolean {
    if (path === undefined) return false;
    for (const folders of this.#folders.values())
      if (folders.some((folder) => path.startsWith(folder))) return true;
    return false;
  }
}
