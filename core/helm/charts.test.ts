/** The charts that we describe against what their projects ship: the facts in schemas/<system>/facts.json. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { allFacts } from '../../tools/schemas/facts/readFacts.ts';
import { repositoryRoot, testSession } from '../../test/harness/manifests.ts';
import { isRecord } from '../../shared/json.ts';
import { isAdvice, workspace } from './testing.ts';

const { charts } = testSession().values.catalog;

test('every chart has a name of its own, a signature and a page', () => {
  expect(charts.length).toBeGreaterThan(0);
  for (const { id, title, docUrl, signature } of charts) {
    expect([id, title !== '', docUrl?.startsWith('https://'), signature.length > 0]).toEqual([
      id,
      true,
      true,
      true,
    ]);
  }
});

const facts = [...allFacts(join(repositoryRoot, 'schemas')).values()].flatMap((system) =>
  Object.entries(system.charts ?? {}),
);

// Charts that are told by their history alone have the defaults of all releases there (history/defaults.test.ts).
const ofHistory = new Set(
  charts.filter(({ id, hasHistory }) => hasHistory && !isDescribed(id)).map(({ id }) => id),
);

function isDescribed(id: string): boolean {
  const [folder] = globSync(`schemas/*/charts/${id}/values.yaml`, { cwd: repositoryRoot });
  return folder !== undefined;
}

test('what its project ships is known of every chart that is described', () => {
  const ids = charts
    .map(({ id }) => id)
    .filter((id) => !ofHistory.has(id))
    .sort();
  expect(
    facts.map(([id]) => id).sort(),
    'run tools/schemas/importFacts.ts: CONTRIBUTING.md, Facts',
  ).toEqual(ids);
});

test.each(facts)('the defaults of the chart %s are fine for its schema', async (id, shipped) => {
  const { name, version } = charts.find((chart) => chart.id === id) ?? {};
  // A placeholder that the project's release tool fills in says nothing of the version.
  const isRelease = !shipped.version.includes('set.by');
  expect(shipped).toMatchObject(isRelease ? { name, version } : { name });
  const { session, folder, check } = workspace();
  session.values.choose({ [`file://${folder}/a.yaml`]: id });
  const found = await check('a.yaml', stringify(withoutTexts(shipped.values), { version: '1.1' }));
  expect(found.filter((line) => !isAdvice(line) && !line.includes(ofDefaults))).toEqual([]);
});

/** What some charts do themselves: null beside defaults of parts. */
const ofDefaults = '[null-over-defaults]';

/** Long texts are not among the facts: a word stands for them. */
function withoutTexts(values: unknown): unknown {
  if (Array.isArray(values)) return values.map(withoutTexts);
  if (!isRecord(values)) return values;
  const kept = Object.entries(values).filter(([, value]) => value !== '(text)');
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutTexts(value)]));
}
