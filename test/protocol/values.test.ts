/** Values of Helm charts over the protocol: recognised by what lies around them, by a release, by the user's choice. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { ChartsResult, DocumentInfo } from '../../shared/protocol.ts';
import { ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server on a folder with these files. */
async function workspace(files: Record<string, string>, initializationOptions: object = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'dpm-values-'));
  closers.push(() => rm(folder, { recursive: true }));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) await write(name, text);
  const server = await ServerProcess.start({ folder, initializationOptions });
  closers.push(() => server.stop());
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
  const infoOf = (name: string): Promise<DocumentInfo | null> =>
    server.request('dataPlatform/documentInfo', {
      uri: uri(name),
      position: { line: 0, character: 0 },
    });
  return { server, uri, write, infoOf };
}

const values = 'server:\n  workres: 3\ncoordinator: {}\n';
const codes = async (server: ServerProcess, uri: string): Promise<unknown[]> =>
  (await server.diagnostics(uri)).map(({ code }) => code);

test('a values file speaks: diagnostics with a fix, completion, hover, status', async () => {
  const { server, uri, infoOf } = await workspace({});
  const file = uri('values.yaml');
  await server.open(file, `${values}catalogs: {}\n`);
  const found = await server.diagnostics(file);
  expect(found.map(({ code }) => code)).toEqual(['unknown-field']);
  const [fix] = await server.codeActions(file, found[0]!.range, found);
  expect(fix?.title).toBe('Change to workers');
  const place = { line: 1, character: 2 };
  expect((await server.completion(file, place)).map(({ label }) => label)).toContain('workers');
  expect(JSON.stringify(await server.hover(file, { line: 0, character: 1 }))).toContain('server');
  expect(await infoOf('values.yaml')).toMatchObject({
    values: { reason: 'keys', chart: { id: 'trino', title: 'Trino chart' } },
  });
});

test('the user chooses the chart of a file, or to leave it alone; both last over a start', async () => {
  const first = await workspace({});
  const { server, uri } = first;
  const charts: ChartsResult = await server.request('dataPlatform/charts', {});
  expect(charts.map(({ id }) => id)).toContain('trino');
  await server.open(uri('a.yaml'), values);
  expect(await codes(server, uri('a.yaml'))).toEqual([]);
  const pushed = server.pushed;
  await server.connection.sendNotification('dataPlatform/chartChoices', {
    choices: { [uri('a.yaml')]: 'trino' },
  });
  await server.waitForPush(pushed);
  expect((server.last(uri('a.yaml')) ?? []).map(({ code }) => code)).toEqual(['unknown-field']);
  expect(await first.infoOf('a.yaml')).toMatchObject({ values: { reason: 'choice' } });

  const again = await workspace({}, { chartChoices: { 'file:///x/values.yaml': 'none' } });
  await again.server.open('file:///x/values.yaml', `${values}catalogs: {}\n`);
  expect(await codes(again.server, 'file:///x/values.yaml')).toEqual([]);
});

test('a Chart.yaml that is written counts at once, a release once the workspace is read', async () => {
  const { server, uri, write, infoOf } = await workspace({
    'apps/trino.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: trino }
spec:
  sources:
    - { chart: trino, repoURL: 'https://trinodb.github.io/charts', targetRevision: 1.42.2, helm: { valueFiles: [$here/envs/prod.yaml] } }
`,
  });
  await server.open(uri('envs/prod.yaml'), 'servre: {}\n');
  await waitUntil('the release is read', async () => (await infoOf('envs/prod.yaml')) !== null);
  expect(await infoOf('envs/prod.yaml')).toMatchObject({ values: { reason: 'release' } });

  await server.open(uri('chart/values.yaml'), 'trino:\n  servre: {}\n');
  expect(await codes(server, uri('chart/values.yaml'))).toEqual([]);
  await write(
    'chart/Chart.yaml',
    'name: ours\nversion: 1.0.0\ndependencies: [{ name: trino, version: 1.42.2 }]\n',
  );
  const changed = { uri: uri('chart/Chart.yaml'), type: 1 };
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [changed],
  });
  await waitUntil(
    'the chart counts',
    () => (server.last(uri('chart/values.yaml')) ?? []).length === 1,
  );
  expect(await infoOf('chart/values.yaml')).toMatchObject({ values: { reason: 'chart' } });
});

test('values in an Application move with it and answer while they are typed', async () => {
  const { server, uri } = await workspace({});
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: trino
spec:
  project: default
  destination: { name: in-cluster }
  source:
    chart: trino
    repoURL: https://trinodb.github.io/charts
    targetRevision: 1.42.2
    helm:
      values: |
        servre: {}
`;
  const file = uri('a.yaml');
  await server.open(file, text);
  expect((await server.diagnostics(file)).map(({ range }) => range.start.line)).toEqual([13]);
  const top = { line: 0, character: 0 };
  await server.change(file, 'kind: x\n---\n', { start: top, end: top });
  expect((await server.diagnostics(file)).map(({ range }) => range.start.line)).toEqual([15]);
  const end = { line: 16, character: 0 };
  await server.change(file, '        im', { start: end, end });
  const items = await server.completion(file, { line: 16, character: 10 });
  expect(items.map(({ label }) => label)).toContain('image');
});
