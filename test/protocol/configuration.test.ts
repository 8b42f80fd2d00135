/** `.dpm.yaml` in the editor: it counts for the files around it, and has help of its own. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileUriOf } from '../../shared/uri.ts';
import { ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndat: {}\n';

async function start(configuration: string) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-configuration-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, '.dpm.yaml');
  writeFileSync(path, configuration);
  const server = await ServerProcess.start({ folder });
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
