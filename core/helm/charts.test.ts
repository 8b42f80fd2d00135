/** The charts that we describe against what their projects ship: the facts in schemas/<system>/facts.json. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { allFacts } from '../../tools/schemas/facts/readFacts.ts';
import { repositoryRoot, testSession } from '../../test/harness/manifests.ts';
import { workspace } from './testing.ts';

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

test('what its project ships is known of every chart', () => {
  const ids = charts.map(({ id }) => id).sort();
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
  const found = await check('a.yaml', stringify(shipped.values, { version: '1.1' }));
  expect(found.filter((line) => !line.includes('null-over-defaults'))).toEqual([]);
});
