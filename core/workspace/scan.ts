/**
 * Reads the files of the workspace, once for all extractors: in the background, a slice at a time, and no more of them than
 * the limit. What changes afterwards is read anew by itself.
 */
import { OneByOne } from '../pacing/oneByOne.ts';
import { Slices } from '../pacing/slices.ts';
import type { Disk } from './disk/disk.ts';
import { saysOfOthers } from './aroundOthers.ts';
import type { Extractor, ScannedFile } from './extractor.ts';
import { wantedFiles } from './manifestPaths.ts';

export interface ScanParts {
  readonly disk: Disk;
  readonly extractors: readonly Extractor[];
  /** How large a file may be. */
  readonly maxBytes: () => number;
  readonly maxFiles: number;
  /** The only files to look into, where somebody knows that nothing is in the others. */
  readonly only?: readonly string[];
  /** Told what was read of a file. */
  readonly didRead?: (file: ScannedFile) => void;
}

export interface ScanResult {
  /** Files that were looked at. */
  readonly count: number;
  /** There are more of them than the limit. */
  readonly isCut: boolean;
}

export class Scan {
  readonly #parts: ScanParts;
  readonly #changed = new OneByOne((path) => this.#lookAgain(path));
  /** While a run is under way: files that events have named since it began, as what it read may be older. */
  #newer: Set<string> | undefined;

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  /** Paths of files that say something of others. */
  readonly aroundOthers = new Set<string>();

  /** Looks into all files below the folders. */
  async run(folders: readonly string[]): Promise<ScanResult> {
    const { maxFiles, only } = this.#parts;
    const slices = new Slices();
    this.#newer = new Set();
    let count = 0;
    let isCut = false;
    let batch: string[] = [];
    for await (const path of only ?? this.#filesBelow(folders)) {
      isCut = count >= maxFiles;
      if (isCut) break;
      count++;
      batch.push(path);
      if (batch.length < width) continue;
      await this.#look(batch, slices);
      batch = [];
    }
    await this.#look(batch, slices);
    this.#newer = undefined;
    this.#settled();
    return { count, isCut };
  }

  /** A file was written, made or removed. */
  async fileChanged(path: string): Promise<void> {
    this.#newer?.add(path);
    const isLast = await this.#changed.add(path);
    if (isLast) this.#settled();
  }

  /** A file is gone: nothing of it counts from now on. */
  drop(path: string): void {
    this.#newer?.add(path);
    this.aroundOthers.delete(path);
    for (const extractor of this.#parts.extractors) extractor.drop(path);
    this.#settled();
  }

  async *#filesBelow(folders: readonly string[]): AsyncGenerator<string> {
    for (const folder of folders) yield* this.#parts.disk.filesBelow(folder, wantedFiles);
  }

  async #look(paths: readonly string[], slices: Slices): Promise<void> {
    const { disk, maxBytes } = this.#parts;
    const read = paths.map((path) => disk.readBytesLater(path, maxBytes()));
    const contents = await Promise.all(read);
    for (const [index, path] of paths.entries())
      if (!this.#newer?.has(path)) await this.#take(path, contents[index], slices);
  }

  async #lookAgain(path: string): Promise<void> {
    const { disk, maxBytes } = this.#parts;
    await this.#take(path, await disk.readBytesLater(path, maxBytes()), new Slices());
  }

  async #take(path: string, bytes: Buffer | undefined, slices: Slices): Promise<void> {
    const file = bytes && { path, bytes };
    if (file && saysOfOthers(file)) this.aroundOthers.add(path);
    else this.aroundOthers.delete(path);
    if (file) this.#parts.didRead?.(file);
    for (const extractor of this.#parts.extractors) {
      if (file && extractor.mayHold(file)) await extractor.take(file, slices);
      else extractor.drop(path);
    }
  }

  #settled(): void {
    for (const extractor of this.#parts.extractors) extractor.settled();
  }
}

/** How many files are read at the same time: the disk is waited for less. */
const width = 8;
