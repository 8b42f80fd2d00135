/** Where a path that a file holds may lead: to a file of the workspace, or nowhere. Words of a file are never an address of their own. */
import { URI, Utils } from 'vscode-uri';

/**
 * The address of `path` beside the file `uri`, as the editor may open it; undefined where it lies under none of the `roots`
 * (addresses of folders; without one the folder of the file), where it has a scheme of its own or the file is not on disk.
 */
export function linkTarget(
  uri: string,
  path: string,
  roots: readonly string[],
): string | undefined {
  const file = URI.parse(uri);
  if (file.scheme !== 'file' || hasScheme(path) || hasOddCharacter(path)) return undefined;
  const folder = Utils.dirname(file);
  const target = Utils.resolvePath(folder, path);
  const isInside =
    roots.length === 0
      ? isUnder(target, folder)
      : roots.some((root) => isUnder(target, URI.parse(root)));
  return isInside ? target.toString() : undefined;
}

function isUnder(target: URI, root: URI): boolean {
  if (target.scheme !== root.scheme || target.authority !== root.authority) return false;
  const folder = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return target.path.startsWith(folder) || `${target.path}/` === folder;
}

/** `command:`, `javascript:`, `https:`; a drive letter as well, which no other machine has. */
function hasScheme(path: string): boolean {
  return /^\s*[a-z][\w+.-]*:/i.test(path);
}

/** Control characters, which no name of a file has that somebody works with, and the separator of one system only. */
function hasOddCharacter(path: string): boolean {
  return /[\p{Cc}\\]/u.test(path);
}
