/** `.dpm.yaml` in the editor: it counts for the files around it, and has help of its own. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileUriOf } from '../../shared/uri.ts';
import { ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndat: {}\n';

async function start(configuration: string, settings?: object) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-configuration-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, '.dpm.yaml');
  writeFileSync(path, configuration);
  const server = await ServerProcess.start({ folder, ...(settings && { settings }) });
  onTestFinished(() => server.stop());
  return { server, folder, path, uri: fileUriOf(path) };
}

test('it counts for the files around it, and a change of it for what is shown', async () => {
  const { server, folder, path, uri } = await start('rules:\n  unknown-field: hint\n');
  const file = fileUriOf(join(folder, 'a.yaml'));
  await server.open(file, manifest);
  expect(await server.diagnostics(file)).toMatchObject([{ code: 'unknown-field', severity: 4 }]);
  writeFileSync(path, 'ignore: [a.yaml]\n');
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri, type: 2 }],
  });
  await waitUntil('the file is left alone', () => server.last(file)?.length === 0);
});

test('it has diagnostics, completion and hover', async () => {
  const { server, uri } = await start('');
  await server.open(uri, 'rules:\n  missing-field: loud\n  \n');
  expect(await server.diagnostics(uri)).toMatchObject([{ code: 'configuration', severity: 1 }]);
  const labels = async (line: number, character: number): Promise<string[]> =>
    (await server.completion(uri, { line, character })).map(({ label }) => label);
  expect(await labels(2, 2)).toContain('unknown-field');
  expect(await labels(2, 2)).not.toContain('missing-field');
  expect(await labels(1, 21)).toEqual(['off', 'hint', 'information', 'warning', 'error']);
  expect(await labels(3, 0)).toEqual(['ignore', 'placeholders', 'kubernetesVersion']);
  const about = async (line: number, character: number): Promise<string> =>
    JSON.stringify(await server.hover(uri, { line, character }));
  expect(await about(0, 1)).toContain('Levels of rules');
  expect(await about(1, 4)).toContain('A required field is not there');
});

/** A pod with a field that came with 1.28, and was on by default from 1.29 on. */
const sidecar =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ name: a, image: "a:1" }]\n  initContainers: [{ name: b, image: "b:1", restartPolicy: Always }]\n';

test('the version of Kubernetes is that of .dpm.yaml, else of the setting, else of the cluster, and a change of each counts at once', async () => {
  const { server, folder, path, uri } = await start('kubernetesVersion: "1.27"\n', {
    kubernetesVersion: '1.28',
  });
  const file = fileUriOf(join(folder, 'a.yaml'));
  const becomes = (what: string, expected: readonly string[]): Promise<void> =>
    waitUntil(
      what,
      () =>
        server
          .last(file)
          ?.map(({ code }) => code)
          .join() === expected.join(),
    );
  const release = async (): Promise<unknown> => {
    const position = { line: 0, character: 0 };
    const info = await server.request<{ kubernetes?: unknown }>('dataPlatform/documentInfo', {
      uri: file,
      position,
    });
    return info.kubernetes;
  };
  const cluster = async (kubernetesVersion: string | undefined): Promise<void> => {
    const connected = { context: 'dev', groupVersions: {}, kubernetesVersion };
    await server.connection.sendNotification('dataPlatform/clusterSchemas', {
      cluster: kubernetesVersion === undefined ? null : connected,
    });
  };
  await server.open(file, sidecar);
  await cluster('1.30');
  await becomes('the file counts before the setting', ['newer-field']);
  expect(await release()).toEqual({ version: '1.27', from: 'configuration' });
  writeFileSync(path, '');
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri, type: 2 }],
  });
  await becomes('the setting counts before the cluster', ['off-by-default']);
  expect(await release()).toEqual({ version: '1.28', from: 'setting' });
  server.settings = { kubernetesVersion: 'auto' };
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await becomes('the version of the cluster counts', []);
  expect(await release()).toEqual({ version: '1.30', from: 'cluster' });
  await cluster('1.27');
  await becomes('the cluster is of another version now', ['newer-field']);
  await cluster(undefined);
  await becomes('the newest version counts', []);
  expect(await release()).toMatchObject({ from: 'newest' });
});

test('"auto" in .dpm.yaml counts before the setting and means the version of the cluster', async () => {
  const { server, folder } = await start('kubernetesVersion: auto\n', {
    kubernetesVersion: '1.27',
  });
  const file = fileUriOf(join(folder, 'a.yaml'));
  await server.open(file, sidecar);
  expect(await server.diagnostics(file)).toEqual([]);
});
