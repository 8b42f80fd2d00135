import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder outside the checkout for what is slow to build or fetch: `DPM_CACHE`, else the user's cache folder. */
export function cacheFolder(...names: string[]): string {
  const { DPM_CACHE, XDG_CACHE_HOME } = process.env;
  const base =
    DPM_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'data-platform-manifests');
  return join(base, ...names);
}
