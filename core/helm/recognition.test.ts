import { expect, test } from 'vitest';
import { tgz } from '../../test/harness/tar.ts';
import { Workspace } from '../workspace/workspace.ts';
import { workspace } from './testing.ts';

const trino = 'server:\n  workers: 3\ncoordinator: {}\ncatalogs: {}\n';

test('a comment in the head names the chart, whatever the file is called', async () => {
  const { check, recognise } = workspace();
  expect(recognise('a.yaml', `# chart: trino@1.42.2\n${trino}`)).toBe('comment Trino chart 1.42.2');
  expect(recognise('a.yaml', `---\n# our cluster\n\n# chart: trino\n`)).toBe(
    'comment Trino chart 1.42.2',
  );
  expect(recognise('values.yaml', `# chart: none\n${trino}`)).toBe('{"isLeftAlone":true}');
  expect(recognise('values.yaml', `# chart: nobody-has-it@1.0\n${trino}`)).toBe(
    '{"unknown":"nobody-has-it"}',
  );
  const below = `# chart: trino\n---\nservre: 1\n`;
  expect(await check('a.yaml', below)).toEqual([expect.stringMatching(/^3 error/)]);
  // Behind the first key it is a comment as any other.
  expect(recognise('a.yaml', 'a: 1\n# chart: trino\n')).toBe('not values');
});

test.each([
  'https://u:hunTer2@h/x@1',
  'https://example.com/charts/trino-1.42.2.tgz',
  'trinodb/trino',
  'trino, with our own patches',
  'see trino',
])('the comment "chart: %s" only speaks of a chart: the keys tell', (prose) => {
  const { recognise } = workspace();
  expect(recognise('a.yaml', `# chart: ${prose}\nx: 1\n`)).toBe('not values');
  expect(recognise('values.yaml', `# chart: ${prose}\n${trino}`)).toBe('keys Trino chart 1.42.2');
  expect(recognise('a.yaml', '# Chart: trino\nx: 1\n')).toBe('not values');
});

test('charts of one name are told apart by their ids, and each says how', () => {
  const { session, recognise } = workspace();
  const { charts } = session.values.catalog;
  for (const chart of charts) {
    const comment = session.values.catalog.commentFor(chart);
    expect([comment, recognise('a.yaml', `# chart: ${comment}\n`)]).toEqual([
      comment,
      `comment ${chart.title} ${chart.version}`,
    ]);
  }
});

test('the choice of the user counts, and a comment counts more', () => {
  const { session, folder, recognise } = workspace();
  const uri = (name: string) => `file://${folder}/${name}`;
  session.values.choose({ [uri('a.yaml')]: 'trino', [uri('values.yaml')]: 'none' });
  expect(recognise('a.yaml', 'x: 1\n')).toBe('choice Trino chart 1.42.2');
  expect(recognise('values.yaml', trino)).toBe('{"isLeftAlone":true}');
  expect(recognise('a.yaml', '# chart: none\nx: 1\n')).toBe('{"isLeftAlone":true}');
  session.values.choose({});
  expect(recognise('a.yaml', 'x: 1\n')).toBe('not values');
});

const copy = 'name: trino\nversion: 1.40.0\nsources: [https://github.com/trinodb/charts]\n';

test('the values of a copy of a chart that we know lie beside its Chart.yaml, or in its ci folder', () => {
  const { recognise } = workspace({ 'trino/Chart.yaml': copy });
  const expected = 'chart Trino chart 1.40.0';
  expect(recognise('trino/values.yaml', trino)).toBe(expected);
  expect(recognise('trino/values-prod.yaml', 'server: {}\n')).toBe(expected);
  expect(recognise('trino/ci/big.values.yaml', trino)).toBe(expected);
  expect(recognise('trino/notes.yaml', 'server: {}\n')).toBe('not values');
});

test('a copy without a word of where it is from is known by its defaults, an own chart of the name is not', () => {
  const named = 'name: trino\nversion: 1.40.0\n';
  const { recognise } = workspace({
    'a/Chart.yaml': named,
    'a/values.yaml': `${trino}worker: {}\n`,
    'b/Chart.yaml': named,
    'b/values.yaml': 'server: {}\ncoordinator: {}\nhost: x\nport: 1\n',
    'c/Chart.yaml': `${named}home: https://trino.io\n`,
    'd/Chart.yaml': `${copy}home: https://bitnami.com\n`,
  });
  expect(recognise('a/values-prod.yaml', 'server: {}\n')).toBe('chart Trino chart 1.40.0');
  for (const folder of ['b', 'c', 'd'])
    expect([folder, recognise(`${folder}/values-prod.yaml`, 'server: {}\n')]).toEqual([
      folder,
      '{}',
    ]);
});

test('a key that the own defaults of a copy have is read by it', async () => {
  const { check } = workspace({
    'trino/Chart.yaml': copy,
    'trino/values.yaml': `${trino}ours: { a: 1 }\nimage: { mirror: x }\n`,
  });
  const text = 'ours: { b: 1 }\nimage: { mirror: y, mirorr: z }\n';
  expect(await check('trino/values-prod.yaml', text)).toEqual([
    expect.stringMatching(/^1 information\[chart-version\]/),
    expect.stringMatching(/^2 error\[unknown-field\] .* "mirorr"/),
  ]);
});

test('a chart of the same name that takes other values is not taken for the known one', () => {
  const { recognise } = workspace({ 'trino/Chart.yaml': copy });
  expect(recognise('trino/values.yaml', 'replicas: 1\nport: 80\nhost: x\n')).toBe('{}');
  // Nor is one of another name, whatever its keys.
  const other = workspace({ 'ours/Chart.yaml': 'name: ours\nversion: 0.1.0\n' });
  expect(other.recognise('ours/values.yaml', trino)).toBe('{}');
});

test.each([
  ['https://trinodb.github.io/charts/', 1],
  ['oci://registry.example.com/charts', 0],
  ['file://charts/trino', 0],
  ['file://../trino', 0],
  ['"@trinodb"', 1],
  ['"@other"', 0, 'host'],
])('a dependency called trino from %s: %i reports', async (repository, count, key = 'server') => {
  const dependencies = `[{ name: trino, version: 1.42.2, repository: ${repository} }]`;
  const text = `trino:\n  ${key}: {}\n  servre: {}\n`;
  const { check } = workspace({
    'p/Chart.yaml': `name: p\nversion: 1.0.0\ndependencies: ${dependencies}\n`,
    'p/values.yaml': text,
  });
  expect(await check('p/values.yaml', text)).toHaveLength(count);
});

test('what lies on disk wins over a known chart of that name', async () => {
  const { check } = workspace({
    'p/Chart.yaml':
      "name: p\nversion: 1.0.0\ndependencies: [{ name: trino, version: 1.42.2, repository: 'file://../trino' }]\n",
    'trino/Chart.yaml': 'name: trino\nversion: 1.42.2\n',
    'trino/values.yaml': 'host: x\nserver: {}\n',
  });
  expect(await check('p/values.yaml', 'trino: { hots: y }\n')).toEqual([]);
});

const nested = `name: p
version: 1.0.0
dependencies:
  - { name: trino, version: 1.42.2, repository: 'https://trinodb.github.io/charts', condition: catalogs.used }
  - { name: superset, alias: bi, version: 0.14.0, repository: 'https://apache.github.io/superset' }
`;

test('keys that only a dependency reads are to stand under its name', async () => {
  const { check } = workspace({ 'p/Chart.yaml': nested });
  const text = `# workers
server: { workers: 2 }
supersetNode: {}
image: {}
own: 1
catalogs: {}
initContainers: &shared {}
trino: { worker: {} }
`;
  expect(await check('p/values.yaml', text)).toEqual([
    '2 warning[key-of-a-dependency] nothing reads "server" here: it belongs under trino, as a value of that dependency',
    '3 warning[key-of-a-dependency] nothing reads "supersetNode" here: it belongs under bi, as a value of that dependency',
    '4 warning[key-of-a-dependency] nothing reads "image" here: it belongs under trino or bi, as a value of that dependency',
  ]);
});

test('values under the name of a dependency that has an alias are read by nobody', async () => {
  const { check } = workspace({ 'p/Chart.yaml': nested });
  expect(await check('p/values.yaml', 'superset: { runAsUser: 1 }\ntrino: {}\n')).toEqual([
    '1 warning[key-of-a-dependency] nothing reads "superset" here: Chart.yaml gives that dependency the alias bi, and its values are read under it',
  ]);
  const twice = `${nested.replace('alias: bi', 'alias: superset')}${nested.split('\n').at(-2) ?? ''}\n`;
  const both = workspace({ 'p/Chart.yaml': twice });
  expect(await both.check('p/values.yaml', 'superset: { runAsUser: 1 }\n')).toEqual([]);
});

test.each([
  ['{{ .Values.server.workers }}', ['image', 'worker']],
  ['{{ .Values.global.x }}', ['server', 'image', 'worker']],
  ['{{ toYaml .Values }}', []],
  ['{{ index .Values "ser" }}', []],
  ['{{ include "lib" . }}', ['server', 'image', 'worker']],
])('keys that a template of the parent reads (%s) are its own', async (template, expected) => {
  const { check } = workspace({
    'p/Chart.yaml': nested.replace(/.*superset.*\n/, '').replace(/, condition: [\w.]+/, ''),
    'p/charts/trino/Chart.yaml': copy,
    'p/templates/a.yaml': template,
  });
  const found = await check('p/values.yaml', 'server: {}\nimage: {}\nworker: {}\n');
  expect(found.map((line) => /"(\w+)"/.exec(line)?.[1])).toEqual(expected);
});

test('values that a kustomization makes a ConfigMap of are those of the release that reads it', async () => {
  const release = (chart: string) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: ${chart} }
spec: { url: 'https://trinodb.github.io/charts' }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: x }
spec:
  chart: { spec: { chart: ${chart}, version: 1.42.2, sourceRef: { kind: HelmRepository, name: ${chart} } } }
  valuesFrom:
    - { kind: ConfigMap, name: config }
    - { kind: Secret, name: passwords, valuesKey: prod.yaml }
    - { kind: ConfigMap, name: one, targetPath: image.tag }
`;
  const { session, recognise } = workspace({
    'a/release.yaml': release('trino'),
    'a/kustomization.yaml': `configMapGenerator:
  - { name: config, files: [values.yaml=trino.yaml, other.yaml] }
  - { name: one, files: [values.yaml=one.yaml] }
secretGenerator:
  - { name: passwords, files: [secret/prod.yaml] }
`,
    'b/release.yaml': release('trino-gateway'),
    'b/kustomization.yaml': 'configMapGenerator: [{ name: config, files: [values.yaml] }]\n',
    'c/kustomization.yaml': 'configMapGenerator: [{ name: config, files: [values.yaml] }]\n',
  });
  await new Workspace(session).start();
  expect(recognise('a/trino.yaml', 'x: 1\n')).toBe('release Trino chart 1.42.2');
  expect(recognise('a/secret/prod.yaml', 'x: 1\n')).toBe('release Trino chart 1.42.2');
  expect(recognise('a/other.yaml', 'x: 1\n')).toBe('not values');
  expect(recognise('a/one.yaml', 'x: 1\n')).toBe('not values');
  expect(recognise('b/values.yaml', 'x: 1\n')).toBe('release Trino Gateway chart 1.19.0');
  // Two charts read a key of that name.
  expect(recognise('c/values.yaml', 'x: 1\n')).toBe('{}');
});

const umbrella = `name: platform
version: 0.1.0
dependencies:
  - { name: trino, version: 1.42.2, repository: 'https://trinodb.github.io/charts', condition: trino.used }
  - { name: trino, alias: adhoc, version: 1.42.2, repository: 'https://trinodb.github.io/charts' }
  - { name: other, version: 1.0.0, repository: '' }
`;

test('values of dependencies stand under their names or aliases', async () => {
  const { check, recognise } = workspace({ 'platform/Chart.yaml': umbrella });
  const text = `global: { a: 1 }
tags: { query: true }
own: { anything: true }
other: { anything: true }
trino:
  used: true
  enabled: true
  server: { workres: 1 }
adhoc:
  image: { tagg: 1 }
`;
  expect(recognise('platform/values.yaml', text)).toBe('chart platform chart 0.1.0');
  expect(await check('platform/values.yaml', text)).toEqual([
    '8 error[unknown-field] the Trino chart 1.42.2 has no key "workres" here: did you mean workers?',
    '10 error[unknown-field] the Trino chart 1.42.2 has no key "tagg" here: did you mean tag?',
  ]);
});

test('a parent named like its only dependency is a parent', async () => {
  const { check } = workspace({
    'trino/Chart.yaml': `name: trino\nversion: 0.1.0\ndependencies:\n  - { name: trino, version: 1.42.2 }\n`,
  });
  expect(await check('trino/values.yaml', 'trino:\n  server: { workers: 2 }\n')).toEqual([]);
});

const schema = JSON.stringify({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  properties: {
    replicas: { type: 'integer', minimum: 1, description: 'How many.' },
    mode: { enum: ['a', 'b'] },
    pool: { $ref: '#/$defs/Pool' },
    either: {
      anyOf: [{ type: 'string' }, { type: 'object', properties: { x: { type: 'integer' } } }],
    },
  },
  $defs: {
    Pool: {
      type: 'object',
      additionalProperties: false,
      properties: { size: { type: 'integer' }, next: { $ref: '#/$defs/Pool' } },
    },
  },
});

test('a schema that a chart ships is used as it is', async () => {
  const { check, recognise, hoverAt } = workspace({
    'kettle/Chart.yaml': 'name: kettle\nversion: 2.0.0\n',
    'kettle/values.schema.json': schema,
  });
  const text =
    'replicas: two\nmode: c\npool: { next: { sice: 1 } }\neither: { z: 1 }\nglobal: {}\nnone: 1\n';
  expect(recognise('kettle/values.yaml', text)).toBe('chart kettle chart 2.0.0');
  expect(await check('kettle/values.yaml', text)).toEqual([
    '1 error[wrong-type] this must be a whole number, not the text "two"',
    '2 error[invalid-value] "c" is not allowed here: use a, b',
    '3 error[unknown-field] the kettle chart 2.0.0 has no key "sice" here: did you mean size?',
    expect.stringMatching(/^6 error\[unknown-field\]/) as string,
  ]);
  expect(hoverAt('kettle/values.yaml', 'repl|~icas: 1\n')).toContain('How many.');
});

test('a packed dependency brings its schema along', async () => {
  const { check } = workspace({
    'platform/Chart.yaml':
      'name: platform\nversion: 1.0.0\ndependencies:\n  - { name: kettle, version: 2.0.0 }\n',
    'platform/charts/kettle-2.0.0.tgz': tgz([
      { name: 'kettle/Chart.yaml', data: 'name: kettle\nversion: 2.0.0\n' },
      { name: 'kettle/values.schema.json', data: schema },
    ]),
    'platform/charts/broken-1.0.0.tgz': 'no archive',
  });
  expect(await check('platform/values.yaml', 'kettle:\n  pool: { size: big }\n')).toEqual([
    '2 error[wrong-type] this must be a whole number, not the text "big"',
  ]);
});

test('files are known by a release that names them, once the workspace is read', async () => {
  const { recognise, session } = workspace({
    'apps/trino.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: trino }
spec:
  sources:
    - { chart: trino, repoURL: 'https://trinodb.github.io/charts', targetRevision: 1.42.2, helm: { valueFiles: ['$here/envs/prod.yaml'] } }
    - { repoURL: 'https://example.com/git', ref: here }
`,
    'envs/prod.yaml': trino,
    'helmfile.yaml': `repositories:
  - { name: trinodb, url: 'https://trinodb.github.io/charts' }
releases:
  - { name: t, chart: trinodb/trino, version: 1.40.0, values: [adhoc.yaml] }
`,
  });
  let changes = 0;
  session.values.releases.didChange.on(() => changes++);
  expect(recognise('envs/prod.yaml', 'x: 1\n')).toBe('not values');
  await new Workspace(session).start();
  expect(changes).toBe(1);
  expect(recognise('envs/prod.yaml', 'x: 1\n')).toBe('release Trino chart 1.42.2');
  expect(recognise('adhoc.yaml', 'x: 1\n')).toBe('release Trino chart 1.40.0');
  expect(recognise('other/prod.yaml', 'x: 1\n')).toBe('not values');
});

test('a file named like values is known by its keys, if they are those of one chart', () => {
  const { recognise } = workspace();
  expect(recognise('values.yaml', trino)).toBe('keys Trino chart 1.42.2');
  expect(recognise('prod-values.yml', 'server: {}\nheaderAuthenticator: {}\n')).toBe(
    'keys Trino chart 1.42.2',
  );
  expect(recognise('values.yaml', 'image: {}\nservice: {}\ningress: {}\n')).toBe('{}');
  // Under another name every key must be the chart's, and more of them such that few others have.
  expect(recognise('config.yaml', trino)).toBe('keys Trino chart 1.42.2');
  expect(recognise('config.yaml', `${trino}services: {}\n`)).toBe('not values');
  expect(recognise('config.yaml', 'server: {}\ncatalogs: {}\n')).toBe('not values');
});

test('manifests are never values', () => {
  const { recognise } = workspace({ 'trino/Chart.yaml': 'name: trino\nversion: 1.42.2\n' });
  const manifest = 'apiVersion: v1\nkind: ConfigMap\nserver: 1\ncoordinator: 1\ncatalogs: 1\n';
  expect(recognise('trino/values.yaml', manifest)).toBe('not values');
  expect(recognise('values.yaml', `# chart: trino\n${manifest}`)).toBe('not values');
  expect(recognise('values.yaml', `kind: x\n${trino}`)).toBe('not values');
});

test('values of one chart are not taken for those of another that shares keys', () => {
  const { recognise } = workspace();
  const dagster = 'dagsterWebserver: {}\ndagsterDaemon: {}\nrunLauncher: {}\npostgresql: {}\n';
  expect(recognise('values.yaml', dagster)).toMatch(/^keys Dagster chart/);
  const stack = 'prometheusOperator: {}\nalertmanager: {}\ndefaultRules: {}\ngrafana: {}\n';
  expect(recognise('values.yaml', stack)).toMatch(/^keys kube-prometheus-stack chart/);
  // Keys that many charts have.
  for (const keys of [
    'mysql: {}\nopensearch: {}\nairflow: {}\nredis: {}\n',
    'auth: {}\nprimary: {}\nmetrics: {}\npersistence: {}\n',
    'worker: {}\nscheduler: {}\nweb: {}\n',
    'global: {}\nserver: {}\nui: {}\ninjector: {}\n',
    'image: {}\nenv: []\nresources: {}\nvolumes: []\n',
  ])
    expect([keys, recognise('config.yaml', keys)]).toEqual([keys, 'not values']);
});

test('of charts of one name the repository tells, else the version', () => {
  const { recognise } = workspace();
  const keys = 'yamlApplicationConfig: {}\nenvs: {}\nimage: {}\n';
  expect(recognise('a.yaml', `# chart: kafka-ui@0.7.6\n${keys}`)).toMatch(/Provectus 0\.7\.6/);
  const airflow = 'executor: x\nscheduler: {}\nmetrics: {}\nimage: {}\n';
  expect(recognise('a.yaml', `# chart: airflow@1.18.0\n${airflow}`)).toMatch(/Apache Airflow/);
  expect(recognise('a.yaml', `# chart: airflow\n${airflow}`)).not.toMatch(/Bitnami/);
  expect(recognise('a.yaml', `# chart: airflow@24.0.0\n${airflow}`)).toMatch(/Bitnami/);
  expect(recognise('a.yaml', `# chart: kafka-ui@1.4.0\n${keys}`)).toMatch(/Kafbat 1\.4\.0/);
});

test('a name that Bitnami shares with others means their chart only where the keys are theirs alone', () => {
  const { recognise } = workspace();
  const ofBitnami = 'shards: 2\nauth: {}\nkeeper: {}\nusersdFiles: {}\npersistence: {}\n';
  expect(recognise('a.yaml', `# chart: clickhouse\n${ofBitnami}`)).toMatch(/Bitnami/);
  const ofAltinity = 'clickhouse: {}\nkeeper: {}\noperator: {}\n';
  expect(recognise('a.yaml', `# chart: clickhouse\n${ofAltinity}`)).toMatch(/Altinity/);
  expect(recognise('a.yaml', '# chart: clickhouse\nkeeper: {}\n')).toMatch(/Altinity/);
  const shared = 'scheduler: {}\ndags: {}\nimage: {}\n';
  expect(recognise('a.yaml', `# chart: airflow\n${shared}`)).toMatch(/Apache Airflow/);
});
