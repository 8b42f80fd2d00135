/** Answers that are put together from those of the documents of a file. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { CancellationToken } from '../pacing/cancellation.ts';
import type { Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import { slicesFor } from './slicesFor.ts';

/**
 * Asks document by document and lets others in between. Begins anew where the file changes meanwhile, as places would be
 * of two versions; what the documents keep is not worked out again. Empty where the request is cancelled on the way.
 */
export async function byDocument<T>(
  session: Session,
  file: ManifestFile,
  { doing, token }: { readonly doing: string; readonly token: CancellationToken },
  answersOf: (document: ManifestDocument) => readonly T[],
): Promise<T[]> {
  const slices = slicesFor(session, file, doing, token);
  for (;;) {
    const { version } = file;
    const found = await slices.run(collect(file, answersOf));
    if (!found) return [];
    if (file.version === version) return found;
  }
}

function* collect<T>(
  { documents }: ManifestFile,
  answersOf: (document: ManifestDocument) => readonly T[],
): Work<T[]> {
  const all: T[] = [];
  for (const document of documents) {
    for (const answer of answersOf(document)) all.push(answer);
    yield;
  }
  return all;
}
