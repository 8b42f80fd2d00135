// The corpus of strangers' files: manifests and CRDs as projects write them. It is not part of the repository but lies
// beside the checkout of those who have it; elsewhere its tests are left out, which the end of a test run says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { parse } from 'yaml';
import { documentStarts } from '../../core/yaml/splitDocuments.ts';
import { filesBelow, repositoryRoot } from './manifests.ts';

const beside = join(repositoryRoot, '../shared');

export const corpus = join(beside, 'corpus');
/** Valid manifests. */
export const validCorpus = join(corpus, 'valid');
/** CRDs, one folder for each API group. */
export const crdCorpus = join(beside, 'upstream/crds');

/** Defines tests that read the corpus, or one that says that they are left out. */
export function corpusOrSkip(name: string, define: () => void): void {
  if (existsSync(validCorpus)) define();
  else
    test.skip(`${name}: the corpus of strangers' files is not beside this checkout`, () =>
      undefined);
}

/** Paths of the manifests below a folder. */
export function manifestsBelow(folder: string): string[] {
  return filesBelow(folder, '').filter((path) => /\.(ya?ml|json)$/.test(path));
}

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

/** A file of the corpus with reports that are true. */
export interface CorpusException {
  /** Counted from the valid manifests. */
  readonly file: string;
  /** `COUNT CODE` of all errors and warnings of the file. */
  readonly reports: string;
  readonly reason: string;
}

/** What is rightly reported in the valid manifests. */
export function corpusExceptions(): CorpusException[] {
  const path = join(repositoryRoot, 'test/unit/corpusExceptions.yaml');
  return parse(readFileSync(path, 'utf8')) as CorpusException[];
}
