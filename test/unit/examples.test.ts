/** Walks every system's folder: its examples, snippets and the sample workspace say what the product finds. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { expandSnippet, readSnippets } from '../../scripts/generateSnippets.ts';
import {
  brief,
  diagnose,
  filesBelow,
  full,
  readMarks,
  repositoryRoot,
  severityName,
  systems,
  testSession,
} from '../harness/manifests.ts';
import { isFact } from '../harness/ruleExamples.ts';

/** An example that shows all fields need not be what one would advise. */
const isAdvice = (each: Diagnostic): boolean =>
  isFact(each) && severityName(each.severity) === 'information';

const session = testSession();
const name = (path: string): string => relative(repositoryRoot, path);

/** Kinds that nobody has described may have none. */
const withExamples = systems().filter((system) =>
  existsSync(join(repositoryRoot, 'schemas', system, 'examples')),
);

describe.each(withExamples)('%s', (system) => {
  const folder = join(repositoryRoot, 'schemas', system);

  const valid = filesBelow(join(folder, 'examples/valid'));
  test.each(valid.map(name))('%s has no diagnostic but advice', async (path) => {
    const diagnostics = await diagnose(session, readFileSync(join(repositoryRoot, path), 'utf8'));
    expect(diagnostics.filter((each) => !isAdvice(each)).map(full)).toEqual([]);
  });

  const invalid = filesBelow(join(folder, 'examples/invalid'));
  test.each(invalid.map(name))('%s has exactly its diagnostics', async (path) => {
    const { text, expected } = readMarks(readFileSync(join(repositoryRoot, path), 'utf8'));
    expect(expected).not.toEqual([]);
    const diagnostics = await diagnose(session, text);
    const others = diagnostics.filter((each) => !isFact(each));
    expect(others.map(brief).sort()).toEqual([...expected].sort());
  });
});

const snippets = readSnippets();
test.each(snippets.map((snippet) => snippet.prefix))(
  'snippet %s expands without a diagnostic but advice',
  async (prefix) => {
    const snippet = snippets.find((candidate) => candidate.prefix === prefix);
    const diagnostics = await diagnose(session, expandSnippet(snippet?.body ?? []));
    expect(diagnostics.filter((each) => !isAdvice(each)).map(full)).toEqual([]);
  },
);

const samples = filesBelow(join(repositoryRoot, 'samples')).filter(
  (path) => !path.includes('with-typos'),
);
test.each(samples.map(name))('%s has no diagnostic but advice', async (path) => {
  const file = join(repositoryRoot, path);
  const diagnostics = await diagnose(session, readFileSync(file, 'utf8'), file);
  expect(diagnostics.filter((each) => !isAdvice(each)).map(full)).toEqual([]);
});
