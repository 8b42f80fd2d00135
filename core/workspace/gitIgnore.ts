/** What git leaves alone below a folder, as the files `.gitignore` there and above say. */
import { dirname, join, relative, sep } from 'node:path';
import type { Disk } from './disk/disk.ts';
import { IgnorePatterns } from './ignorePatterns.ts';

export class GitIgnore {
  readonly #disk: Disk;
  readonly #root: string;
  readonly #byFolder = new Map<string, IgnorePatterns>();

  /** `root` is the folder of the repository. */
  constructor(disk: Disk, root: string) {
    this.#disk = disk;
    this.#root = root;
  }

  /** Whether a path is left alone. Of the folders that it lies in only those are asked that are not. */
  ignores(path: string, isFolder: boolean): boolean {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const patterns = this.#patternsOf(folder);
      if (!patterns.isEmpty) {
        const verdict = patterns.verdictOn(relative(folder, path).replaceAll(sep, '/'), isFolder);
        if (verdict !== undefined) return verdict;
      }
      if (folder === this.#root || folder === dirname(folder)) return false;
    }
  }

  #patternsOf(folder: string): IgnorePatterns {
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const own = this.#linesOf(join(folder, '.gitignore'));
    const ofRepository =
      folder === this.#root ? this.#linesOf(join(folder, '.git', 'info', 'exclude')) : [];
    const patterns = new IgnorePatterns([...ofRepository, ...own]);
    this.#byFolder.set(folder, patterns);
    return patterns;
  }

  #linesOf(path: string): string[] {
    return this.#disk.readText(path)?.split('\n') ?? [];
  }
}
