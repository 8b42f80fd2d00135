import { isAbsolute, relative, sep } from 'node:path';

/** Whether an absolute path is that of the folder or of something below it, by the names alone. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
