import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesBelow, repositoryRoot } from '../../test/harness/manifests.ts';
import { seededEdits } from '../../test/harness/seededEdits.ts';
import { parse } from './parse.ts';
import { splitDocuments } from './splitDocuments.ts';

test('one character that is changed makes three problems at most', () => {
  const texts = filesBelow(`${repositoryRoot}/samples`).map((file) => readFileSync(file, 'utf8'));
  const edits = seededEdits(texts, { count: 3_000, seed: 5 });
  const counts = edits.map((text) =>
    splitDocuments(text).reduce((sum, part) => sum + parse(part).problems.length, 0),
  );
  expect(counts.filter((count) => count > 3)).toEqual([]);
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(500);
});
