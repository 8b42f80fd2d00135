/** What the server reads of the disk: nothing that waits, nothing outside, each file once. `npm run attack -- hostileDisk` has the rest. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { DocumentInfo } from '../../shared/protocol.ts';
import { fileUriOf } from '../../shared/uri.ts';
import { ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { crdText } from '../harness/crdText.ts';

const chart = 'name: shop\nversion: 1.0.0\n';
const schema =
  '{ "type": "object", "additionalProperties": false, "properties": { "secret": {} } }';
const crd = crdText({ group: 'example.com', kind: 'Thing' });

/** A folder `in` for the workspace and one `out` beside it. */
function places(files: Record<string, string>): (name: string) => string {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-protocol-')));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), text);
  }
  return (name) => join(base, name);
}

async function start(folder?: string): Promise<ServerProcess> {
  const server = await ServerProcess.start(folder === undefined ? {} : { folder });
  onTestFinished(() => server.stop());
  return server;
}

async function codesOf(server: ServerProcess, path: string, text: string): Promise<unknown[]> {
  const uri = fileUriOf(path);
  await server.open(uri, text);
  return (await server.diagnostics(uri)).map(({ code }) => code);
}

test('pipes in the place of files keep nobody waiting, and the log says once that they are not read', async () => {
  const at = places({ 'in/values.yaml': 'x: 1\n' });
  for (const name of ['Chart.yaml', 'kustomization.yaml', 'crd.yaml'])
    execFileSync('mkfifo', [at(`in/${name}`)]);
  const server = await start(at('in'));
  expect(await codesOf(server, at('in/values.yaml'), 'x: 1\n')).toEqual([]);
  expect(await codesOf(server, at('in/a.yaml'), 'apiVersion: v1\nkind: Pod\nspce: 1\n')).toContain(
    'unknown-field',
  );
  const said = server.logged.filter((line) => line.startsWith(at('in/kustomization.yaml')));
  expect(said).toEqual([`${at('in/kustomization.yaml')} is not read: it is no file`]);
});

test('no link, dependency or repository of files leads out of the workspace', async () => {
  const at = places({
    'out/Chart.yaml': chart,
    'out/values.schema.json': schema,
    'in/own/Chart.yaml': chart,
    'in/own/values.schema.json': schema,
    'in/linked/Chart.yaml': chart,
    'in/parent/Chart.yaml': `${chart}dependencies: [{ name: d, repository: "file://../../out" }]\n`,
  });
  symlinkSync(at('out/values.schema.json'), at('in/linked/values.schema.json'));
  symlinkSync(at('out'), at('in/folder'));
  const server = await start(at('in'));
  expect(await codesOf(server, at('in/own/values.yaml'), 'x: 1\n')).toEqual(['unknown-field']);
  for (const name of ['in/linked', 'in/folder', 'out'])
    expect([name, await codesOf(server, at(`${name}/values.yaml`), 'x: 1\n')]).toEqual([name, []]);
  expect(await codesOf(server, at('in/parent/values.yaml'), 'd: { x: 1 }\n')).toEqual([]);
});

test('without a workspace the folder of the open file is read, and none above', async () => {
  const at = places({ 'a/Chart.yaml': chart, 'a/values.schema.json': schema });
  const server = await start();
  expect(await codesOf(server, at('a/ci/values.yaml'), 'x: 1\n')).toEqual([]);
  expect(await codesOf(server, at('a/values.yaml'), 'x: 1\n')).toEqual(['unknown-field']);
});

test('a file is one file in every spelling of its name, and is called as the client calls it', async () => {
  const at = places({ "in/copy (1) + 'x'.yaml": crd });
  const path = at("in/copy (1) + 'x'.yaml");
  const spelled = pathToFileURL(path).href;
  expect(spelled).not.toBe(fileUriOf(path));
  const server = await start(at('in'));
  const uri = fileUriOf(at('in/a.yaml'));
  await server.open(uri, 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\n');
  const files = async (): Promise<unknown[]> => {
    const position = { line: 1, character: 0 };
    const info = await server.request<DocumentInfo | null>('dataPlatform/documentInfo', {
      uri,
      position,
    });
    return (info?.schema?.available ?? []).map(({ file }) => file);
  };
  await server.diagnostics(uri);
  await waitUntil('the CRD on disk', async () => (await files()).length === 1);
  expect(await files()).toEqual([fileUriOf(path)]);
  await server.open(spelled, crd);
  expect(await files()).toEqual([spelled]);
  await server.close(spelled);
  rmSync(path);
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: spelled, type: 3 }],
  });
  expect(await files()).toEqual([]);
});
