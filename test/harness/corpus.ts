// The corpus of real manifests. It is not part of the repository: tests that read it say where it is missing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentStarts } from '../../shared/splitDocuments.ts';
import { repositoryRoot } from './manifests.ts';

export const corpus = join(repositoryRoot, '../shared/corpus');

/** Documents of a file in their order; what stands between them (comments, nothing) is none. */
export function documentsOf(text: string): string[] {
  const starts = documentStarts(text);
  return starts
    .map((start, index) => text.slice(start, starts[index + 1]))
    .filter((part) => /^[^#\s-]/m.test(part));
}

/** `FILE INDEX` of the documents that a real API server refuses; files counted from the corpus. */
export function refusedDocuments(): Set<string> {
  const [, ...lines] = readFileSync(join(corpus, 'api-server-says.tsv'), 'utf8').trim().split('\n');
  return new Set(lines.map((line) => line.split('\t').slice(0, 2).join(' ')));
}
