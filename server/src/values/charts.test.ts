/** The charts that we describe against what their projects ship, which lies beside the repository or is left out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot, testSession } from '../../../test/harness/manifests.ts';
import { workspace } from './testing.ts';

const upstream = join(repositoryRoot, '../shared/upstream/charts');
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

if (existsSync(upstream)) {
  for (const { id, name, version } of charts.filter((chart) =>
    existsSync(join(upstream, chart.id)),
  )) {
    test(`the defaults of the chart ${id} are fine for its schema`, async () => {
      const chart = parse(readFileSync(join(upstream, id, 'Chart.yaml'), 'utf8')) as {
        version: string;
      };
      // A placeholder that the project's release tool fills in says nothing of the version.
      const isRelease = !chart.version.includes('set.by');
      expect(chart).toMatchObject(isRelease ? { name, version } : { name });
      const { session, folder, check } = workspace();
      session.values.choose({ [`file://${folder}/a.yaml`]: id });
      const text = readFileSync(join(upstream, id, 'values.yaml'), 'utf8');
      const found = await check('a.yaml', text);
      expect(found.filter((line) => !line.includes('null-over-defaults'))).toEqual([]);
    });
  }
} else {
  test.skip(`the charts of the projects are not on this machine: ${upstream} is missing`, () =>
    undefined);
}
