/** The facts in the repository are what the importer writes: nothing by hand, nothing twice, no prose. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { FactsFile } from '../../tools/schemas/facts/facts.ts';
import { factsOf } from '../../tools/schemas/facts/readFacts.ts';
import { factsText } from '../../tools/schemas/facts/factsText.ts';
import { shareShapes } from '../../tools/schemas/facts/shapes.ts';
import { repositoryRoot } from '../harness/manifests.ts';

const files = globSync('schemas/*/facts.json', { cwd: repositoryRoot }).sort();

test.each(files)('%s is as the importer writes it', (file) => {
  const text = readFileSync(join(repositoryRoot, file), 'utf8');
  const { charts, ...facts } = JSON.parse(text) as FactsFile;
  expect(factsText({ ...facts, ...(charts && { charts }) })).toBe(text);
  const { crds = [] } = factsOf(join(repositoryRoot, dirname(file)));
  expect(shareShapes(crds)).toEqual({ crds: facts.crds ?? [], shapes: facts.shapes ?? {} });
  expect(JSON.stringify(facts, withoutDefaults)).not.toMatch(
    /"(description|title|message|example)":"/,
  );
});

/** A default may be a text with a field of such a name. */
const withoutDefaults = (key: string, value: unknown): unknown =>
  key === 'default' ? undefined : value;

test('nothing that a chart says in sentences or programs is among its defaults', () => {
  const long = files.flatMap((file) => {
    const { charts = {} } = factsOf(join(repositoryRoot, dirname(file)));
    return texts(charts).filter((text) => text.length > 120 || text.includes('\n'));
  });
  expect(long).toEqual([]);
});

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}
