/**
 * One look at every file before the checkers begin: which of them say something of others, and which are other ones than in a
 * commit. What was read goes to whoever checks the file, so that each file is read once.
 */
import { Disk } from '../../core/workspace/disk/disk.ts';
import { saysOfOthers } from '../../core/workspace/aroundOthers.ts';
import { KeptBytes } from '../../core/workspace/keptBytes.ts';
import { defaultSettings } from '../../shared/settings.ts';

/** Bytes; that of the setting `dataPlatform.maxFileSizeMB`. */
export const maxBytes = defaultSettings.maxFileSizeMB * 1_000_000;

export interface ReadFiles {
  readonly kept: KeptBytes;
  /** Paths of CRDs, releases, kustomizations. */
  readonly around: readonly string[];
  /** Paths of files that have changed. */
  readonly changed: readonly string[];
}

export interface ReadWanted {
  readonly paths: readonly string[];
  /** What may be read. */
  readonly places: readonly string[];
  readonly hasChanged: (path: string, bytes: Buffer) => boolean;
}

export function readFiles({ paths, places, hasChanged }: ReadWanted): ReadFiles {
  const disk = new Disk(undefined, places);
  const kept = new KeptBytes();
  const around: string[] = [];
  const changed: string[] = [];
  for (const path of paths) {
    const reading = disk.read(path, maxBytes);
    // Whoever checks the file says why it cannot be read.
    if (!reading.ok) continue;
    const { bytes } = reading;
    if (saysOfOthers({ path, bytes })) around.push(path);
    if (hasChanged(path, bytes)) changed.push(path);
    kept.keep(path, bytes);
  }
  return { kept, around, changed };
}
