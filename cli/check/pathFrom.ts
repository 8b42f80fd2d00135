import { isAbsolute, relative, sep } from 'node:path';

/** A path as people and other programs read it, from a folder and with slashes; absolute where it lies elsewhere. */
export function pathFrom(folder: string, path: string): string {
  const own = relative(folder, path);
  const shown = own === '' ? '.' : /^\.\.(?:[\\/]|$)/.test(own) || isAbsolute(own) ? path : own;
  return shown.split(sep).join('/');
}
