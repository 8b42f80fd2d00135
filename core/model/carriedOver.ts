/** What is kept for the documents of a file, in their order: those that an edit leaves alone keep theirs. */
import { sameEnds } from '../../shared/sameEnds.ts';
import type { ManifestDocument } from './manifestDocument.ts';

export interface KeptInOrder<T> {
  readonly documents: readonly ManifestDocument[];
  /** Of each document; undefined where nothing is kept of it. */
  readonly values: readonly (T | undefined)[];
}

/** Of each document of now what was kept of it; undefined for those that are new, between the ones that an edit left alone. */
export function carriedOver<T>(
  before: KeptInOrder<T> | undefined,
  documents: readonly ManifestDocument[],
): (T | undefined)[] {
  if (!before) return new Array<T | undefined>(documents.length).fill(undefined);
  const { ahead, behind } = sameEnds(before.documents, documents);
  const between = new Array<T | undefined>(documents.length - ahead - behind).fill(undefined);
  const { values } = before;
  return values.slice(0, ahead).concat(between, values.slice(values.length - behind));
}
