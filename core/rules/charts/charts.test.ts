import { expect, test } from 'vitest';
import { workspace } from '../../helm/testing.ts';

const { check } = workspace();

/** Codes of what is said of values of a chart, with their lines. */
async function codesOf(text: string, name = 'a.yaml'): Promise<string[]> {
  return (await check(name, text)).map((each) => each.split(' ').slice(0, 2).join(' '));
}

const trino = '# chart: trino@1.42.2\n';

test.each([
  ['equal to what is free', 'maxHeapSize: 10G', 'maxMemoryPerNode: 7GB', []],
  [
    'of another unit',
    'maxHeapSize: 4096m',
    'maxMemoryPerNode: 3000MB',
    ['6 warning[trino-query-memory]'],
  ],
  ['in percent', 'maxHeapSize: 4G', 'maxMemoryPerNode: 80%', ['6 warning[trino-query-memory]']],
  ['in few percent', 'maxHeapSize: 4G', 'maxMemoryPerNode: 40%', []],
  ['that is filled in', 'maxHeapSize: ${HEAP}', 'maxMemoryPerNode: 4GB', []],
  ['that is a null', 'maxHeapSize: null', 'maxMemoryPerNode: 4GB', []],
])('memory of a query %s', async (_what, heap, query, expected) => {
  const text = `${trino}worker:\n  jvm: {${heap}}\n  config:\n    query:\n      ${query}\n`;
  expect(await codesOf(text)).toEqual(expected);
});

test('properties of config.properties count as the chart writes them last', async () => {
  const properties = 'additionalConfigProperties:\n  - query.max-memory-per-node=4GB\n';
  expect(await codesOf(`${trino}${properties}worker:\n  jvm: {maxHeapSize: 4G}\n`)).toEqual([
    '3 warning[trino-query-memory]',
  ]);
});

test('a part of the limit is a heap, too', async () => {
  const jvm = '  jvm: {maxHeapSize: null, maxHeapPercent: 80}\n';
  const limits = '  resources: {limits: {memory: 5Gi}}\n';
  const query = '  config: {query: {maxMemoryPerNode: 3GB}}\n';
  expect(await codesOf(`${trino}worker:\n${jvm}${limits}${query}`)).toEqual([
    '5 warning[trino-query-memory]',
  ]);
});

test('values of a chart are looked at under its key in those of a parent', async () => {
  const parent = workspace({
    'Chart.yaml': `apiVersion: v2\nname: lake\nversion: 0.1.0\ndependencies:\n  - name: trino\n    alias: query\n    version: 1.42.2\n    repository: https://trinodb.github.io/charts\n`,
  });
  const text =
    'query:\n  worker:\n    jvm: {maxHeapSize: 8G}\n    resources: {limits: {memory: 8Gi}}\n';
  expect((await parent.check('values.yaml', text)).join()).toMatch(
    /^3 warning\[trino-heap-limit\]/,
  );
});

test('keys of JupyterHub that its classes have are no keys of the chart', async () => {
  const hub = '# chart: jupyterhub@4.3.3\nhub:\n  config:\n';
  const classes =
    '    JupyterHub:\n      services: []\n      db: {}\n    Authenticator:\n      admin_users: [a]\n';
  expect(await codesOf(`${hub}${classes}`)).toEqual([]);
  expect(await codesOf(`${hub}    JupyterHub:\n      singleuser: {}\n`)).toEqual([
    '5 warning[jupyterhub-config-key]',
  ]);
});

test('a chart of Superset with a key of its own needs none', async () => {
  const values = 'supersetNode:\n  replicaCount: 2\n';
  expect(await codesOf(`# chart: superset@0.10.15\n${values}`)).not.toContain(
    '2 information[superset-secret-key]',
  );
  expect(await codesOf(`# chart: superset@0.15.0\n${values}`)).toContain(
    '2 information[superset-secret-key]',
  );
});
