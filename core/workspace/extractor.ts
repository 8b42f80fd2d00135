import type { Slices } from '../pacing/slices.ts';

/** A file of the workspace as the scan has read it. */
export interface ScannedFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Finds things of one sort in the files of the workspace. The scan reads each file once for all of them. */
export interface Extractor {
  /** Whether a file may hold such things, by its bytes: the others are not even decoded. */
  mayHold(file: ScannedFile): boolean;
  /** Takes what the file holds, in slices; what it held before counts no more. */
  take(file: ScannedFile, slices: Slices): Promise<void>;
  /** The file is gone, or holds nothing. */
  drop(path: string): void;
  /** Lets go of the files that the workspace no longer holds. */
  keepOnly(isWanted: (path: string) => boolean): void;
  /** The scan is over, or a burst of changes. */
  settled(): void;
  /** How much is known, for the log: `3 kinds`. */
  readonly summary: string;
}
