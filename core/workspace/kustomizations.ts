/** Kustomizations in the files of the workspace: which files are patches, and what is filled into resources. */
import { basename } from 'node:path';
import { kustomizationNames } from '../model/impliedKind.ts';
import type { Kustomizations } from '../kustomize/kustomizations.ts';
import type { Slices } from '../pacing/slices.ts';
import type { Extractor, ScannedFile } from './extractor.ts';

export class KustomizationExtractor implements Extractor {
  readonly #kustomizations: Kustomizations;

  constructor(kustomizations: Kustomizations) {
    this.#kustomizations = kustomizations;
  }

  get summary(): string {
    return `${this.#kustomizations.count} kustomizations`;
  }

  mayHold(file: ScannedFile): boolean {
    return mayBeKustomization(file);
  }

  async take({ path, bytes }: ScannedFile, slices: Slices): Promise<void> {
    await slices.next();
    this.#kustomizations.set(path, bytes.toString());
  }

  drop(path: string): void {
    this.#kustomizations.set(path, undefined);
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    this.#kustomizations.keepOnly(isWanted);
  }

  settled(): void {
    this.#kustomizations.settled();
  }
}

const maxBytes = 500_000;

/** Whether a file may hold some, by its name and its bytes. */
export function mayBeKustomization({ path, bytes }: ScannedFile): boolean {
  return kustomizationNames.includes(basename(path)) && bytes.length <= maxBytes;
}
