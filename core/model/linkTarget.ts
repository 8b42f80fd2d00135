/** Where a path that a file holds may lead: to a file below a root, or nowhere. Words of a file are never an address of their own. */
import { dirname, resolve } from 'node:path';
import { fileUriOf } from '../../shared/uri.ts';
import type { Roots } from '../workspace/disk/roots.ts';

/**
 * The address of `path` beside the file at `from`, as the editor may open it; undefined where it lies outside of the
 * roots, where it has a scheme of its own or the file is not on disk.
 */
export function linkTarget(
  from: string | undefined,
  path: string,
  roots: Roots,
): string | undefined {
  if (from === undefined || hasScheme(path) || hasOddCharacter(path)) return undefined;
  const target = resolve(dirname(from), path);
  return roots.mayHold(target) ? fileUriOf(target) : undefined;
}

/** `command:`, `javascript:`, `https:`; a drive letter as well, which no other machine has. */
function hasScheme(path: string): boolean {
  return /^\s*[a-z][\w+.-]*:/i.test(path);
}

/** Control characters, which no name of a file has that somebody works with, and the separator of one system only. */
function hasOddCharacter(path: string): boolean {
  return /[\p{Cc}\\]/u.test(path);
}
