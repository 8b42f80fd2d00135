import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ClusterErrorCode } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ApiRequest } from '../http/request.ts';
import { createDiscovery } from './discovery.ts';
import { readServedKinds } from './servedKinds.ts';

/** What a server with these pages serves; a page may be a failure. */
async function served(pages: Readonly<Record<string, object | ClusterErrorCode>>) {
  const connection = {
    ...memoryCluster().context.connection,
    request({ path }: ApiRequest) {
      const page = pages[path] ?? 'kind-unknown';
      if (typeof page === 'string') return Promise.resolve(fail(page, path));
      const value = { status: 200, body: JSON.stringify(page), warnings: [] };
      return Promise.resolve({ ok: true as const, value });
    },
  };
  const kinds = await readServedKinds(connection, createDiscovery(connection, 'c'));
  if (!kinds.ok) return kinds.error.code;
  return kinds.value.map(
    ({ apiVersion, kind, plural, namespaced }) =>
      `${apiVersion} ${kind} ${plural} ${namespaced ? 'in namespaces' : 'wide'}`,
  );
}

test('of each kind the version counts that the server prefers; what cannot be listed does not', async () => {
  const resource = (kind: string, more: object = {}) => ({
    ...{ resource: `${kind.toLowerCase()}s`, responseKind: { kind }, scope: 'Namespaced' },
    ...{ verbs: ['get', 'list'] },
    ...more,
  });
  const versions = [
    {
      version: 'v2',
      resources: [
        resource('A'),
        resource('Unlisted', { verbs: ['create'] }),
        resource('Nameless', { resource: '' }),
        resource('', { resource: 'kindless' }),
      ],
    },
    { version: 'v1', resources: [resource('A'), resource('B', { scope: 'Cluster' })] },
  ];
  expect(await served({ '/apis': { items: [{ metadata: { name: 'x.io' }, versions }] } })).toEqual([
    'x.io/v2 A as in namespaces',
    'x.io/v1 B bs wide',
  ]);
});

test('a server that tells groups alone is asked for each; one that is down takes nothing from the others', async () => {
  const groups = ['a.io/v1', 'b.io/v1', 'c.io/v1'].map((groupVersion) => ({
    preferredVersion: { groupVersion },
  }));
  const list = (kind: string, verbs = ['list']) => ({
    resources: [{ name: `${kind.toLowerCase()}s`, kind, namespaced: true, verbs }],
  });
  const pages = { '/apis': { groups }, '/apis/a.io/v1': list('A'), '/apis/c.io/v1': list('C', []) };
  expect(await served({ ...pages, '/apis/b.io/v1': 'server-error' })).toEqual([
    'a.io/v1 A as in namespaces',
  ]);
  expect(await served({ ...pages, '/apis/b.io/v1': 'cancelled' })).toBe('cancelled');
  expect(await served({ '/apis': 'forbidden' })).toBe('forbidden');
});
