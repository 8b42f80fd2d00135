/** What a client and the server agree on: settings, pulled diagnostics, neighbours, files around the open one. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import { ServerProcess, type ServerOptions } from '../harness/serverProcess.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(options: ServerOptions = {}): Promise<ServerProcess> {
  const server = await ServerProcess.start(options);
  closers.push(() => server.stop());
  return server;
}

/** A workspace with files, gone after the test: a server on it, and the URI of one of them. */
async function workspace(files: Record<string, string>, options: ServerOptions = {}) {
  const path = await mkdtemp(join(tmpdir(), 'dpm-protocol-'));
  closers.push(() => rm(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), text);
  }
  const at = (name: string): string => pathToFileURL(join(path, name)).href;
  return { at, server: await start({ ...options, folder: path }) };
}

const broken =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspce: 1\nspec:\n  containers: []\n';
const uri = 'file:///session/a.yaml';

test('a client that pulls gets nothing pushed, and the same diagnostics', async () => {
  const server = await start({ capabilities: { textDocument: { diagnostic: {} } } });
  expect(server.initializeResult?.capabilities.diagnosticProvider).toBeDefined();
  await server.open(uri, broken);
  const report = await server.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  expect(report.kind === 'full' && report.items.map(({ code }) => code)).toContain('unknown-field');
  expect(server.pushed).toBe(0);
});

test('a rule is switched off and another is lowered by settings', async () => {
  const server = await start({
    settings: { rules: { 'unknown-field': 'off', 'required-value': 'hint' } },
  });
  await server.open(uri, broken);
  expect((await server.diagnostics(uri)).map(({ code, severity }) => [code, severity])).toEqual([
    ['required-value', 4],
  ]);
});

test('a setting of a wrong type falls back to its default and is told once', async () => {
  const server = await start({
    settings: { validation: { enabled: 'perhaps' }, maxFileSizeMB: -1 },
  });
  await server.open(uri, broken);
  expect((await server.diagnostics(uri)).length).toBeGreaterThan(0);
  expect(server.logged.filter((line) => line.includes('validation.enabled'))).toHaveLength(1);
});

test('changed settings are read at once', async () => {
  const server = await start({ settings: {} });
  await server.open(uri, broken);
  expect((await server.diagnostics(uri)).map(({ code }) => code)).toContain('unknown-field');
  server.settings = { rules: { 'unknown-field': 'off' } };
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  do await server.waitForPush(server.pushed);
  while (server.last(uri)?.some(({ code }) => code === 'unknown-field'));
  expect(server.last(uri)?.map(({ code }) => code)).toEqual(['required-value']);
});

test('the settings of a folder count for its files, those of the window for the others', async () => {
  const { at, server } = await workspace({}, { settings: {} });
  const own = at('own.yaml');
  server.folderSettings.set(at('.').replace(/\/$/, ''), { rules: { 'unknown-field': 'off' } });
  await server.open(uri, broken);
  await server.open(own, broken);
  expect((await server.diagnostics(own)).map(({ code }) => code)).toContain('unknown-field');
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  do await server.waitForPush(server.pushed);
  while (server.last(own)?.some(({ code }) => code === 'unknown-field'));
  expect(server.last(own)?.map(({ code }) => code)).toEqual(['required-value']);
  expect((await server.diagnostics(uri)).map(({ code }) => code)).toContain('unknown-field');
});

test('each kind of help is switched off by its setting', async () => {
  const server = await start({
    settings: {
      validation: { enabled: false },
      completion: { enabled: false },
      hover: { enabled: false },
      formatting: { enabled: false },
    },
  });
  await server.open(uri, broken);
  expect(await server.diagnostics(uri)).toEqual([]);
  expect(await server.completion(uri, { line: 4, character: 0 })).toEqual([]);
  expect(await server.hover(uri, { line: 5, character: 1 })).toBeNull();
  expect(await server.format(uri)).toEqual([]);
});

test('beside another YAML extension the layout of text is left to it', async () => {
  const server = await start({ initializationOptions: { neighbours: { yaml: true } } });
  expect(server.initializeResult?.capabilities).toMatchObject({
    documentFormattingProvider: false,
    foldingRangeProvider: false,
    hoverProvider: true,
  });
});

test('a kustomize patch need not be whole, but its fields must exist', async () => {
  const { at, server } = await workspace({
    'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
    'prod/kustomization.yaml': 'patches:\n  - path: patches/replicas.yaml\n',
    'prod/patches/replicas.yaml': '',
    'base/deployment.yaml': '',
  });
  const text =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  replcas: 3\n  template:\n    $patch: delete\n';
  await server.open(at('prod/patches/replicas.yaml'), text);
  await server.open(at('base/deployment.yaml'), text.replace('replcas', 'replicas'));
  expect(
    (await server.diagnostics(at('prod/patches/replicas.yaml'))).map(({ code }) => code),
  ).toEqual(['unknown-field']);
  expect((await server.diagnostics(at('base/deployment.yaml'))).map(({ code }) => code)).toContain(
    'missing-field',
  );
});

test('files of a chart are left alone, templates and metadata', async () => {
  const { at, server } = await workspace({
    'chart/Chart.yaml': 'apiVersion: v2\nname: a\n',
    'chart/templates/pod.yaml': '',
  });
  await server.open(at('chart/templates/pod.yaml'), broken);
  await server.open(at('chart/Chart.yaml'), 'apiVersion: v2\nname: a\nversion: 1.0.0\n');
  expect(await server.diagnostics(at('chart/templates/pod.yaml'))).toEqual([]);
  expect(await server.diagnostics(at('chart/Chart.yaml'))).toEqual([]);
  expect(
    await server.completion(at('chart/templates/pod.yaml'), { line: 6, character: 0 }),
  ).toEqual([]);
});

test('a closed file has no diagnostics left', async () => {
  const server = await start();
  await server.open(uri, broken);
  expect((await server.diagnostics(uri)).length).toBeGreaterThan(0);
  const before = server.pushed;
  await server.close(uri);
  await server.waitForPush(before);
  expect(server.last(uri)).toEqual([]);
});

test('an edit in one of a thousand documents moves the diagnostics of the others', async () => {
  const server = await start();
  const good = broken
    .replace('spce: 1\n', '')
    .replace('containers: []', 'containers: [{name: a, image: "a:1"}]');
  const documents = Array.from({ length: 1000 }, (_, index) => (index === 900 ? broken : good));
  await server.open(uri, documents.join('---\n'));
  const [first] = await server.diagnostics(uri);
  await server.change(uri, '# a new line\n', {
    start: { line: 0, character: 0 },
    end: { line: 0, character: 0 },
  });
  const [moved] = await server.diagnostics(uri);
  expect(moved?.range.start.line).toBe((first?.range.start.line ?? 0) + 1);
});
