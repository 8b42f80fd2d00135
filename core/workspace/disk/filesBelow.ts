/** The files below a folder, one after the other, while others go on. */
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from './readFile.ts';
import type { Roots } from './roots.ts';

export interface Wanted {
  /** Whether a file of that name and path is given out. */
  file(name: string, path: string): boolean;
  /** Whether a folder of that name and path is looked into. */
  folder(name: string, path: string): boolean;
  /** Whether links to files are given out, too; links to folders are followed by nobody, as they may lead in a circle. */
  readonly withLinks?: boolean;
  /** How many folders deep to look; absent: as deep as they are. */
  readonly maxDepth?: number;
  /** Is told of folders that are there and cannot be read. */
  unreadable?(path: string, reason: string): void;
}

/** Paths in the order of their names; folders that cannot be read are left out. */
export async function* filesBelow(
  folder: string,
  roots: Roots,
  wanted: Wanted,
): AsyncGenerator<string> {
  if (!roots.mayHold(folder)) return;
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined || !roots.holds(real)) return;
  const folders = [{ here: folder, depth: 0 }];
  for (let next = folders.pop(); next; next = folders.pop()) {
    const { here, depth } = next;
    const isDeepest = depth === wanted.maxDepth;
    const entries = await readdir(here, { withFileTypes: true }).catch((error: unknown) => {
      const reason = reasonOf(error);
      if (reason !== undefined) wanted.unreadable?.(here, reason);
      return [];
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) {
        const path = join(here, entry.name);
        if (!isDeepest && wanted.folder(entry.name, path))
          folders.push({ here: path, depth: depth + 1 });
      } else if (entry.isFile() || (wanted.withLinks && entry.isSymbolicLink())) {
        const path = join(here, entry.name);
        if (wanted.file(entry.name, path)) yield path;
      }
    }
  }
}
