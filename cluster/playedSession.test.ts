// A fake server: refusals and odd answers that a real one does not give on demand.
import { expect, test } from 'vitest';
import { playServer, status } from '../test/harness/playedServer.ts';
import type { PlayedServer } from '../test/harness/playedServer.ts';
import type { Result } from './api.ts';

const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'default' };
const path = '/api/v1/namespaces/default/configmaps/x';

async function withObject(): Promise<PlayedServer> {
  const played = await playServer();
  const metadata = { name: 'x', namespace: 'default', uid: 'u1', managedFields: [{}] };
  played.objects.set(path, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } });
  return played;
}

function messageOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : `${result.error.code}: ${result.error.message}`;
}

test('an object is read as YAML, without what only the server needs', async () => {
  const { session } = await withObject();
  const yaml = await session.getYaml(ref);
  expect(yaml.ok && yaml.value).toContain('a: b');
  expect(yaml.ok && yaml.value).not.toContain('managedFields');
  expect(messageOf(await session.getYaml({ ...ref, name: 'other' }))).toMatch(/^not-found: /);
});

test('a list is read in pages', async () => {
  const played = await playServer();
  const items = [{ metadata: { name: 'x', namespace: 'default', uid: 'u' } }];
  const metadata = { continue: 'next', remainingItemCount: 7 };
  played.fault = ({ path: asked }) =>
    asked.endsWith('/configmaps') ? { status: 200, body: { items, metadata } } : undefined;
  const page = await played.session.list({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', limit: 1 },
    continueToken: 'here',
  });
  expect(page).toMatchObject({ ok: true, value: { continueToken: 'next', remaining: 7 } });
  const { query } = played.asked.at(-1) ?? {};
  expect(Object.fromEntries(query ?? [])).toMatchObject({ limit: '1', continue: 'here' });
});

test('a namespace is made, or the refusal is told', async () => {
  const played = await playServer();
  expect(await played.session.createNamespace('made')).toEqual({
    ok: true,
    value: { apiVersion: 'v1', kind: 'Namespace', name: 'made' },
  });
  played.fault = () => status(403, 'Forbidden', 'namespaces is forbidden: no');
  expect(messageOf(await played.session.createNamespace('other'))).toMatch(/^forbidden: /);
});

test.each([
  [{ apiVersion: 'v1', kind: 'configmap' }, /has no kind configmap in v1, but ConfigMap\. Correct/],
  [{ apiVersion: 'a/b/c', kind: 'X' }, /"a\/b\/c" is not an apiVersion/],
  [{ apiVersion: 'a.io/v2', kind: 'Thing' }, /it serves a\.io as v1, v1beta1\. Correct the api/],
  [{ apiVersion: 'b.io/v1', kind: 'Thing' }, /Install its CustomResourceDefinition .*b\.io/],
])('a kind that is not served is told with what is: %j', async (gvk, words) => {
  const played = await playServer();
  const versions = [{ version: 'v1' }, { version: 'v1beta1' }];
  played.fault = ({ path: asked }) =>
    asked === '/apis/a.io' ? { status: 200, body: { versions } } : undefined;
  const read = await played.session.getYaml({ ...gvk, name: 'x' });
  expect(messageOf(read)).toMatch(/^kind-unknown: /);
  expect(messageOf(read)).toMatch(words);
});

test('the kinds of a version are asked for once', async () => {
  const played = await withObject();
  await played.session.getYaml(ref);
  await played.session.getYaml(ref);
  expect(played.asked.filter(({ path: asked }) => asked === '/api/v1')).toHaveLength(1);
});

test.each([
  [401, 'Unauthorized', 'unauthorized'],
  [403, 'Forbidden', 'forbidden'],
  [422, 'Invalid', 'invalid'],
  [400, 'BadRequest', 'invalid'],
  [500, 'InternalError', 'server-error'],
])('an answer %i is %s', async (code, reason, expected) => {
  const played = await withObject();
  await played.session.getYaml(ref);
  played.fault = () => status(code, reason, 'words of the server');
  const answer = await played.session.getYaml(ref);
  expect(answer).toMatchObject({ ok: false, error: { code: expected, status: code } });
});

test('a cancelled request is cancelled, and nothing is sent', async () => {
  const played = await playServer();
  const answer = await played.session.listNamespaces({}, AbortSignal.abort());
  expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(played.asked).toEqual([]);
});
