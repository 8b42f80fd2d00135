/** Completion against the real server process: what an editor sends and gets. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { ServerProcess } from '../harness/serverProcess.ts';

let server: ServerProcess;
let lazy: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
  const completion = { completionItem: { resolveSupport: { properties: ['documentation'] } } };
  lazy = await ServerProcess.start({ capabilities: { textDocument: { completion } } });
});
afterAll(async () => {
  await server.stop();
  await lazy.stop();
});

const uri = 'file:///completion/pod.yaml';
const spec = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  \n';
const position = { line: 5, character: 2 };

test('says how it completes', () => {
  expect(server.initializeResult?.capabilities.completionProvider).toEqual({
    triggerCharacters: [':', ' ', '-', '"', '{', '['],
    resolveProvider: true,
  });
});

test('sends documentation with the list, or item by item to an editor that asks for it', async () => {
  await server.open(uri, spec);
  await lazy.open(uri, spec);
  const whole = await server.completion(uri, position);
  const short = await lazy.completion(uri, position);
  const find = (items: CompletionItem[]) => items.find(({ label }) => label === 'restartPolicy');
  expect(short.map(({ label }) => label)).toEqual(whole.map(({ label }) => label));
  expect(find(whole)?.documentation).toBeDefined();
  expect(find(short)?.documentation).toBeUndefined();
  expect(JSON.stringify(short).length).toBeLessThan(JSON.stringify(whole).length * 0.7);
  const resolved = await lazy.request<CompletionItem>('completionItem/resolve', find(short) ?? {});
  expect(resolved.documentation).toEqual(find(whole)?.documentation);
});

test('an item that is not ours is resolved to itself', async () => {
  for (const data of [undefined, 'nowhere#/Nothing', 5, '__proto__#/x']) {
    const item = { label: 'constructor', data };
    expect(await lazy.request('completionItem/resolve', item)).toEqual({
      label: 'constructor',
      ...(data === undefined ? {} : { data }),
    });
  }
});

test('a name from another open file', async () => {
  const claim =
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: warehouse\nspec: {}\n';
  await server.open('file:///completion/claim.yaml', claim);
  const text = `${spec.trimEnd()}\n  volumes:\n    - name: a\n      persistentVolumeClaim:\n        claimName: `;
  await server.open('file:///completion/user.yaml', text);
  const items = await server.completion('file:///completion/user.yaml', { line: 8, character: 19 });
  expect(items.map(({ label }) => label)).toEqual(['warehouse']);
});

test('keys and values of a catalog of Trino in a ConfigMap', async () => {
  const catalog = 'file:///completion/catalog.yaml';
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: trino\ndata:\n';
  const lines =
    '  lake.properties: |\n    connector.name=iceberg\n    s3.aws-secret-key=${ENV:SECRET}\n';
  await server.open(catalog, `${head}${lines}    iceberg.cat\n    s3.path-style-access=\n`);
  const keys = await server.completion(catalog, { line: 8, character: 15 });
  expect(keys.map(({ label }) => label)).toContain('iceberg.catalog.type');
  const values = await server.completion(catalog, { line: 9, character: 25 });
  expect(values.map(({ label }) => label).sort()).toEqual(['false', 'true']);
});
