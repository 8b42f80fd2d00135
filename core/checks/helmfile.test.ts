import { expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';

const repositories = 'repositories: [{ name: apache, url: https://superset.apache.org/helm }]\n';

async function told(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const { check } = workspace({ 'helmfile.yaml': text, ...files });
  return (await check('helmfile.yaml', text)).filter((each) => each.includes('[helmfile-'));
}

const releases = (...each: readonly string[]): string =>
  `releases:\n${each.map((one) => `  - { ${one} }\n`).join('')}`;

test('a chart of a repository that the file does not list is told', async () => {
  const text =
    repositories + releases('name: a, chart: apahce/superset', 'name: b, chart: other/b');
  expect(await told(text)).toEqual([
    '3 warning[helmfile-repository] the file lists no repository "apahce": write apache',
    '4 warning[helmfile-repository] the file lists no repository "other": add it under "repositories"',
  ]);
});

test('a chart of a listed repository, of a folder or an address is taken', async () => {
  const charts = ['apache/superset', './charts/a', 'charts/a', 'oci://example.com/charts/a', 'a'];
  const text = repositories + releases(...charts.map((chart, i) => `name: r${i}, chart: ${chart}`));
  expect(await told(text, { 'charts/a/Chart.yaml': 'name: a\n' })).toEqual([]);
});

test('where others may list repositories or releases nothing is said of them', async () => {
  const text = releases('name: a, chart: other/a, needs: [gone]');
  expect(await told(`bases: [base.yaml]\n${repositories}${text}`)).toEqual([]);
  expect(await told(`${repositories}---\n${text}`)).toEqual([]);
  const templated = "repositories: [{ name: '{{ .Values.repo }}', url: 'https://example.com' }]\n";
  expect(await told(templated + releases('name: a, chart: other/a'))).toEqual([]);
  expect(
    await told(
      releases("name: '{{ .Environment.Name }}', chart: a", 'name: b, chart: b, needs: [a]'),
    ),
  ).toEqual([]);
});

test('a release that needs one that is not there, or lies in another namespace, is told', async () => {
  const text = releases(
    ...[
      'name: web, chart: a, namespace: bi, needs: [databse, data/database, database, bi/database]',
    ],
    'name: database, chart: a, namespace: data',
  );
  expect(await told(text)).toEqual([
    '2 error[helmfile-needs] the file has no release "databse": write database',
    '2 error[helmfile-needs] release "database" is in another namespace: write data/database',
    '2 error[helmfile-needs] release "database" is in another namespace: write data/database',
  ]);
  expect(await told(releases('name: web, chart: a, needs: [queue]'))).toEqual([
    '2 error[helmfile-needs] the file has no release "queue": add it, or correct the name',
  ]);
});

test('a release may need one of its namespace, of a cluster, or of a template', async () => {
  const text = releases(
    'name: web, chart: a, namespace: bi, needs: [database, east/bi/database, other]',
    ...['name: database, chart: a, namespace: bi', 'name: other, inherit: [{ template: t }]'],
  );
  expect(await told(`templates: { t: { chart: a, namespace: x } }\n${text}`)).toEqual([]);
  const overridden = releases('name: web, chart: a, needs: [x/b]', 'name: b, chart: a');
  expect(await told(`namespace: x\n${overridden}`)).toEqual([]);
});

test('two releases of one name in one namespace are told', async () => {
  const text = releases(
    'name: a, chart: a',
    'name: a, chart: b',
    'name: a, namespace: x, chart: a',
  );
  expect(await told(text)).toEqual([
    '3 error[helmfile-release-repeated] another release is called "a": rename one of them',
  ]);
  const labelled = ['labels: { t: one }', 'labels: { t: two }'].map(
    (more) => `name: a, chart: a, namespace: bi, ${more}`,
  );
  expect(await told(releases(...labelled))).toEqual([
    '3 warning[helmfile-release-repeated] another release is called "a" in namespace "bi": rename one of them',
  ]);
  expect(
    await told(
      releases('name: a, chart: a, condition: x.on', 'name: a, chart: b, condition: y.on'),
    ),
  ).toEqual([]);
});
