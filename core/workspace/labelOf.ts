import { relative, sep } from 'node:path';
import { isInside } from './disk/isInside.ts';

/** A path for a person: relative to the folder of the workspace that holds it, else as it is. */
export function labelOf(path: string, folders: readonly string[]): string {
  const folder = folders.find((each) => isInside(path, each));
  return (folder === undefined ? path : relative(folder, path)).split(sep).join('/');
}
