/** The names in a folder below a root. */
import { opendirSync, realpathSync } from 'node:fs';
import type { Roots } from './roots.ts';

/** At most `limit`; none where there is no such folder. */
export function listFolder(path: string, roots: Roots, limit = 10_000): readonly string[] {
  if (!roots.mayHold(path)) return [];
  const names: string[] = [];
  try {
    const real = realpathSync.native(path);
    if (!roots.holds(real)) return [];
    const folder = opendirSync(real);
    try {
      for (let entry = folder.readSync(); entry; entry = folder.readSync()) {
        if (names.length >= limit) break;
        names.push(entry.name);
      }
    } finally {
      folder.closeSync();
    }
  } catch {
    // not there: the usual case
  }
  return names.sort();
}
