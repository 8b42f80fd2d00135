import { expect, test } from 'vitest';
import { tgz } from '../../test/harness/tar.ts';
import { Workspace } from '../workspace/workspace.ts';
import { workspace } from './testing.ts';

const trino = 'server:\n  workers: 3\ncoordinator: {}\ncatalogs: {}\n';

test('a comment in the head names the chart, whatever the file is called', async () => {
  const { check, recognise } = workspace();
  expect(recognise('a.yaml', `# chart: trino@1.42.2\n${trino}`)).toBe('comment Trino chart 1.42.2');
  expect(recognise('a.yaml', `---\n# our cluster\n\n# chart: trinodb/trino\n`)).toBe(
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
  ['https://u:hunTer2@h/x@1', 'x'],
  ['https://u:hun@Ter2@h/x@1', 'x'],
  ['https://u:hun/Ter2@h/x@1', 'x'],
  ['https://hunTer2@h/x', 'x'],
  ['oci://u:hunTer2@h.example.com:5000/charts/x', 'x'],
  ['//u:hunTer2@h', 'h'],
  ['u:hunTer2@h/x@1', 'x'],
  ['https://h/x?token=hunTer2', 'x'],
  ['u:hunTer2@h', '<hidden>'],
  ['https://u:hun/Ter2@h', '<hidden>'],
  ['https://h:8080/charts/x@1', 'x'],
  ['repository/x@1', 'x'],
])('the comment %s names the chart %s, and no password', (comment, name) => {
  const { recognise } = workspace();
  expect(recognise('a.yaml', `# chart: ${comment}\nx: 1\n`)).toBe(`{"unknown":"${name}"}`);
});

test('a chart is found behind the credentials of its repository', () => {
  const { recognise } = workspace();
  expect(
    recognise('a.yaml', `# chart: https://u:hunTer2@trinodb.github.io/charts/trino@1.42.2\n`),
  ).toBe('comment Trino chart 1.42.2');
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

test('the values of a chart that we know lie beside its Chart.yaml, or in its ci folder', () => {
  const { recognise } = workspace({ 'trino/Chart.yaml': 'name: trino\nversion: 1.40.0\n' });
  const expected = 'chart Trino chart 1.42.2';
  expect(recognise('trino/values.yaml', trino)).toBe(expected);
  expect(recognise('trino/values-prod.yaml', 'server: {}\n')).toBe(expected);
  expect(recognise('trino/ci/big.values.yaml', trino)).toBe(expected);
  expect(recognise('trino/notes.yaml', 'server: {}\n')).toBe('not values');
});

test('a chart of the same name that takes other values is not taken for the known one', () => {
  const { recognise } = workspace({ 'trino/Chart.yaml': 'name: trino\nversion: 0.1.0\n' });
  expect(recognise('trino/values.yaml', 'replicas: 1\nport: 80\nhost: x\n')).toBe('{}');
  // Nor is one of another name, whatever its keys.
  const other = workspace({ 'ours/Chart.yaml': 'name: ours\nversion: 0.1.0\n' });
  expect(other.recognise('ours/values.yaml', trino)).toBe('{}');
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
  expect(recognise('adhoc.yaml', 'x: 1\n')).toBe('release Trino chart 1.42.2');
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
