/** The charts that we describe against what their projects ship, which lies beside the repository or is left out. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot, testSession } from '../../../test/harness/manifests.ts';
import { workspace } from './testing.ts';

const upstream = join(repositoryRoot, '../shared/upstream/charts');
const valid = join(repositoryRoot, '../shared/corpus/valid');
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
      const chart = parse(readFileSync(join(upstream, id, 'Chart.yaml'), 'utf8')) as object;
      expect(chart).toMatchObject({ name, version });
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

if (existsSync(valid)) {
  for (const folder of readdirSync(valid).filter((name) => name.endsWith('-values'))) {
    test(`the corpus ${folder} has no error`, async () => {
      const { check } = workspace();
      for (const name of readdirSync(join(valid, folder))) {
        const text = readFileSync(join(valid, folder, name), 'utf8');
        const found = await check(name, text);
        expect([name, ...found.filter((line) => line.includes(' error['))]).toEqual([name]);
      }
    });
  }
} else {
  test.skip(`the corpus of valid files is not on this machine: ${valid} is missing`, () =>
    undefined);
}
