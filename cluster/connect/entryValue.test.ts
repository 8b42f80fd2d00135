import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEntryText } from './entryValue.ts';

const read = (value: object) =>
  readEntryText({ kind: 'user', name: 'u', file: '/k/config', value: { ...value } }, 'client-key');
const codeOf = async (value: object) => {
  const result = await read(value);
  return result.ok ? 'ok' : result.error.code;
};

test('the value stands inline or in a file, and is told with its place', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'entry-')), 'key');
  writeFileSync(file, 'from a file');
  expect(await read({ 'client-key-data': 'aW5saW5l' })).toEqual({
    ok: true,
    value: { text: 'inline', where: '"client-key-data" of user u (/k/config)' },
  });
  expect(await read({ 'client-key': file })).toEqual({
    ok: true,
    value: { text: 'from a file', where: `the file ${file} ("client-key" of user u (/k/config))` },
  });
  expect(await read({})).toEqual({ ok: true, value: undefined });
});

test('both, no base64 and a missing file are told apart', async () => {
  expect(await codeOf({ 'client-key-data': 'AAAA', 'client-key': '/x' })).toBe('kubeconfig-broken');
  expect(await codeOf({ 'client-key-data': '!' })).toBe('kubeconfig-broken');
  const missing = await read({ 'client-key': '/no/such' });
  expect(missing).toMatchObject({ error: { code: 'certificate-file-missing' } });
  expect(missing.ok ? '' : missing.error.message).toContain(
    '/no/such is missing or cannot be read (ENOENT)',
  );
});
