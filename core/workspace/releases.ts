/** Releases in the files of the workspace: which chart a values file is for, and where repositories are. */
import type { Releases } from '../helm/releases.ts';
import { releasesIn } from '../helm/releaseFiles.ts';
import type { Slices } from '../pacing/slices.ts';
import type { Extractor, ScannedFile } from './extractor.ts';

export class ReleaseExtractor implements Extractor {
  readonly #releases: Releases;

  constructor(releases: Releases) {
    this.#releases = releases;
  }

  get summary(): string {
    return `${this.#releases.count} files with releases`;
  }

  mayHold(file: ScannedFile): boolean {
    return mayHoldReleases(file);
  }

  async take({ path, bytes }: ScannedFile, slices: Slices): Promise<void> {
    this.#releases.set(path, await releasesIn(bytes.toString(), path, slices));
  }

  drop(path: string): void {
    this.#releases.set(path, undefined);
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    this.#releases.keepOnly(isWanted);
  }

  settled(): void {
    this.#releases.settled();
  }
}

/** One of these stands in every file that says something. */
const marks = [
  ...['argoproj.io/', 'toolkit.fluxcd.io/', 'helmCharts:', 'releases:'],
  ...['configMapGenerator:', 'secretGenerator:'],
];
const maxBytes = 500_000;

/** Whether a file may hold some, by its name and its bytes. */
export function mayHoldReleases({ path, bytes }: ScannedFile): boolean {
  if (!/\.ya?ml$/i.test(path) || bytes.length > maxBytes) return false;
  return marks.some((mark) => bytes.includes(mark));
}
