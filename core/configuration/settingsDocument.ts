import type { ManifestDocument } from '../model/manifestDocument.ts';

/** Of the documents of a `.dpm.yaml` the one that counts: the first that holds more than comments. */
export function settingsDocument(
  documents: readonly ManifestDocument[],
): ManifestDocument | undefined {
  return documents.find(saysSomething) ?? documents[0];
}

/** The next one that holds more than comments, and does not count. */
export function secondDocument(
  documents: readonly ManifestDocument[],
): ManifestDocument | undefined {
  return documents.filter(saysSomething)[1];
}

function saysSomething({ root, parsed }: ManifestDocument): boolean {
  if (!root) return parsed.leftOut !== undefined || parsed.problems.length > 0;
  return root.type !== 'scalar' || root.value !== null || parsed.problems.length > 0;
}
