/** What lies at the paths that a kustomization or a Chart.yaml names, as far as the disk may be read. */
import { basename, dirname, join, resolve } from 'node:path';
import type { Disk } from '../workspace/disk/disk.ts';
import { kustomizationNames } from '../model/impliedKind.ts';

type Found = 'file' | 'folder' | 'kustomization' | 'nothing' | undefined;

const maxKept = 5_000;
/** They are small, and read again where there are more. */
const maxTexts = 500;

export class PathsOnDisk {
  readonly #disk: Disk;
  readonly #names = new Map<string, readonly string[]>();
  readonly #texts = new Map<string, string | undefined>();
  #revision = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Rises whenever something else may lie there. */
  get revision(): number {
    return this.#revision;
  }

  forget(): void {
    this.#names.clear();
    this.#texts.clear();
    this.#revision++;
  }

  /** What lies at a path that counts from the folder of a file; undefined where nobody can know. */
  from(file: string): (path: string) => Found {
    const folder = dirname(file);
    // A file that is not saved yet may be saved anywhere.
    const isSaved = this.#namesIn(folder).includes(basename(file));
    return (path) => (isSaved ? this.#at(resolve(folder, path)) : undefined);
  }

  /** The text of a file as it lies on disk; undefined where it may not be read. */
  textAt(path: string): string | undefined {
    if (this.#texts.has(path)) return this.#texts.get(path);
    if (this.#texts.size >= maxTexts) this.#texts.clear();
    const text = this.#disk.roots.mayHold(path) ? this.#disk.readText(path) : undefined;
    this.#texts.set(path, text);
    return text;
  }

  #at(path: string): Found {
    if (!this.#disk.roots.mayHold(path)) return undefined;
    const names = this.#namesIn(path);
    if (names.some((name) => kustomizationNames.includes(name))) return 'kustomization';
    if (names.length > 0) return 'folder';
    const isThere = this.#isThere(path);
    if (!isThere) return isThere === undefined ? undefined : 'nothing';
    // A folder without anything in it, or one that a link leads to, is not told from a file.
    return this.#disk.readText(path) === undefined ? undefined : 'file';
  }

  /** Whether its folder lists it; a folder that lists nothing may not be read. */
  #isThere(path: string): boolean | undefined {
    const folder = dirname(path);
    if (folder === path || !this.#disk.roots.mayHold(folder)) return undefined;
    const names = this.#namesIn(folder);
    if (names.includes(basename(path))) return true;
    if (names.length > 0) return false;
    return this.#isThere(folder) === false ? false : undefined;
  }

  #namesIn(folder: string): readonly string[] {
    const known = this.#names.get(folder);
    if (known) return known;
    if (this.#names.size >= maxKept) this.#names.clear();
    const names = this.#disk.list(join(folder));
    this.#names.set(folder, names);
    return names;
  }
}
