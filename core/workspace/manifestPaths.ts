/** Which files of a workspace are looked into: by their names, and not in the folders of other people. */
import type { Wanted } from './disk/filesBelow.ts';

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv']);

const manifest = /\.(ya?ml|json)$/i;

/** A kustomization may have no ending. */
function isManifestName(name: string): boolean {
  return manifest.test(name) || name === 'Kustomization';
}

/** A folder of other people. */
export function isSkippedFolder(name: string): boolean {
  return skippedFolders.has(name);
}

export const wantedFiles: Wanted = {
  file: (name) => isManifestName(name),
  folder: (name) => !isSkippedFolder(name),
};

/** The same of a path that counts from a folder of the workspace. */
export function isWantedPath(path: string): boolean {
  const parts = path.split(/[\\/]/);
  return isManifestName(parts.at(-1) ?? '') && !parts.some((part) => isSkippedFolder(part));
}
