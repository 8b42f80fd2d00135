import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ServerProcess } from '../harness/serverProcess.ts';

const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  nmae: b\n';
let folder = '';
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a server started like this says of the text; it is ended as an editor ends it. */
async function codes(args: readonly string[]): Promise<unknown[]> {
  const server = await ServerProcess.start({ args });
  const uri = 'untitled:a.yaml';
  await server.open(uri, text);
  const found = await server.diagnostics(uri);
  await server.stop();
  return found.map(({ code }) => code);
}

test('with a folder for it the compiled code is kept, and nothing else changes', async () => {
  folder = mkdtempSync(join(tmpdir(), 'dpm-compiled-'));
  const without = await codes([]);
  expect(readdirSync(folder)).toEqual([]);
  expect(await codes(['--cache', folder])).toEqual(without);
  expect(readdirSync(folder, { recursive: true }).length).toBeGreaterThan(1);
  expect(await codes(['--cache', folder])).toEqual(without);
});

test('a folder that cannot be made costs nothing but the cache', async () => {
  folder = mkdtempSync(join(tmpdir(), 'dpm-compiled-'));
  expect(await codes(['--cache', '/dev/null/none'])).toEqual(['unknown-field']);
  expect(await codes(['--cache'])).toEqual(['unknown-field']);
});
