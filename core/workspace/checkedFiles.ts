/** Which files below a folder are checked: by their names, without what git leaves alone and the folders of other people. */
import { basename, dirname } from 'node:path';
import type { Disk } from './disk/disk.ts';
import type { Wanted } from './disk/filesBelow.ts';
import { isInside } from './disk/isInside.ts';
import { GitIgnore } from './gitIgnore.ts';
import { isSkippedFolder } from './manifestPaths.ts';

export class CheckedFiles {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #gitIgnore: GitIgnore;

  /** `repository` is the folder around it whose files `.gitignore` count, too. */
  constructor(disk: Disk, folder: string, repository: string = folder) {
    this.#disk = disk;
    this.#folder = folder;
    this.#gitIgnore = new GitIgnore(disk, repository);
  }

  /** All of them; `unreadable` is told of folders that are there and cannot be read. */
  all(unreadable?: Wanted['unreadable']): AsyncGenerator<string> {
    return this.#disk.filesBelow(this.#folder, {
      file: (name, path) => isCheckedName(name) && !this.#gitIgnore.ignores(path, false),
      folder: (name, path) => !isSkippedFolder(name) && !this.#gitIgnore.ignores(path, true),
      ...(unreadable && { unreadable }),
    });
  }

  /** Whether a path is that of one of them. */
  includes(path: string): boolean {
    if (!isInside(path, this.#folder) || !isCheckedName(basename(path))) return false;
    if (this.#gitIgnore.ignores(path, false)) return false;
    for (let folder = dirname(path); folder !== this.#folder; folder = dirname(folder))
      if (isSkippedFolder(basename(folder)) || this.#gitIgnore.ignores(folder, true)) return false;
    return true;
  }
}

function isCheckedName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name);
}
