import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ContextEntries } from '../kubeconfig/kubeconfig.ts';
import type { JsonObject } from '../values.ts';
import { openLogin, openWithoutLogin } from './openLogin.ts';

const entriesOf = (user?: JsonObject): ContextEntries => ({
  info: { name: 'c', cluster: 'c', user: 'u', namespace: 'ns', file: 'f' },
  cluster: { name: 'c', file: 'f', value: { server: 'https://s' } },
  ...(user && { user: { name: 'u', file: 'f', value: user } }),
});

async function userOf(user?: JsonObject): Promise<unknown> {
  const credentials = await openLogin(entriesOf(user), { env: {} }).current(undefined);
  return credentials.ok ? credentials.value.user : credentials.error.message;
}

function tokenFile(text?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-login-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'token');
  if (text !== undefined) writeFileSync(path, text);
  return path;
}

test('tokens and passwords are taken as they stand; a name has a password, be it empty', async () => {
  expect(await userOf({ token: ' t\n' })).toEqual({ token: 't' });
  expect(await userOf({ username: 'ann', password: 'p' })).toEqual({
    username: 'ann',
    password: 'p',
  });
  expect(await userOf({ username: 'ann' })).toEqual({ username: 'ann', password: '' });
  expect(await userOf({ as: 'bob' })).toEqual({ as: 'bob' });
  expect(await userOf()).toEqual({});
});

test('a token file counts before the token beside it, which is what is left without', async () => {
  expect(await userOf({ tokenFile: tokenFile('of the file\n'), token: 'beside' })).toEqual({
    token: 'of the file',
  });
  for (const path of [tokenFile(), tokenFile(' \n')])
    expect(await userOf({ tokenFile: path, token: 'beside' })).toEqual({ token: 'beside' });
  expect(await userOf({ tokenFile: tokenFile() })).toMatch(
    /^The token file .* of user u \(context c\) is missing or cannot be read \(ENOENT\)/,
  );
  expect(await userOf({ tokenFile: tokenFile('') })).toMatch(/ is empty\. Log in again/);
});

test('a token file is read each time, and the same token makes no other credentials', async () => {
  const path = tokenFile('one');
  const login = openLogin(entriesOf({ tokenFile: path }), { env: {} });
  const first = await login.current(undefined);
  const second = await login.current(undefined);
  expect(first.ok && second.ok && first.value === second.value).toBe(true);
  writeFileSync(path, 'two');
  const third = await login.current(undefined);
  expect(third.ok && third.value.user).toEqual({ token: 'two' });
});

test('an address that gets no credentials gets none', async () => {
  const none = await openWithoutLogin(entriesOf({ token: 't' })).current(undefined);
  expect(none).toMatchObject({ ok: true, value: { user: {}, cluster: { server: 'https://s' } } });
});
