import { expect, test, vi } from 'vitest';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { createDiscovery, movedResource, resourcePath, withResource } from './discovery.ts';
import { readOpenApiDocument, readOpenApiIndex } from './openApi.ts';

type Pages = Record<string, unknown>;

/** A server with these pages; anything else is not there. It notes what it is asked for. */
function serving(pages: Pages) {
  const asked: string[] = [];
  const connection: ClusterConnection = {
    ...{ server: 'https://s', requestTimeout: 0, tryLoginAgain: () => undefined },
    ...{ retire: () => undefined, close: () => undefined },
    stream: () => Promise.resolve(fail('invalid', 'no stream')),
    socket: () => Promise.resolve(fail('invalid', 'no socket')),
    request({ path }) {
      asked.push(path);
      const page = pages[path];
      if (page === undefined) return Promise.resolve(fail('kind-unknown', path, { status: 404 }));
      const body = typeof page === 'string' ? page : JSON.stringify(page);
      return Promise.resolve({ ok: true, value: { status: 200, body, warnings: [] } });
    },
  };
  return { asked, connection, pages, discovery: createDiscovery(connection, 'c') };
}

const kinds = (...items: (readonly [plural: string, kind: string, namespaced?: boolean])[]) => ({
  resources: items.map(([name, kind, namespaced = true]) => ({
    name,
    kind,
    namespaced,
    verbs: ['get'],
  })),
});
const messageOf = (result: Result<unknown>) => (result.ok ? '' : result.error.message);

test('a kind is found with its address, in the core group and in others', async () => {
  const { discovery } = serving({
    '/api/v1': kinds(['pods', 'Pod'], ['pods/log', 'Pod'], ['nodes', 'Node', false]),
    '/apis/apps/v1': kinds(['deployments', 'Deployment']),
  });
  expect(await discovery.resource('v1', 'Pod')).toEqual({
    ok: true,
    value: {
      apiVersion: 'v1',
      kind: 'Pod',
      plural: 'pods',
      resource: 'pods',
      namespaced: true,
      verbs: ['get'],
    },
  });
  expect(await discovery.resource('v1', 'Node')).toMatchObject({ value: { namespaced: false } });
  expect(await discovery.resource('apps/v1', 'Deployment')).toMatchObject({
    value: { resource: 'deployments.apps' },
  });
});

test('addresses have a namespace where the kind has, and a name that is written for addresses', () => {
  const pods = { apiVersion: 'v1', plural: 'pods', namespaced: true };
  const things = { apiVersion: 'g.io/v1', plural: 'things', namespaced: false };
  expect(resourcePath(pods, 'a b', 'x/y')).toBe('/api/v1/namespaces/a%20b/pods/x%2Fy');
  expect(resourcePath(pods, undefined)).toBe('/api/v1/pods');
  expect(resourcePath(things, 'ignored', 'x')).toBe('/apis/g.io/v1/things/x');
});

test('a list is asked for once, and again when a kind is missing in one that is not fresh', async () => {
  vi.useFakeTimers();
  try {
    const { asked, pages, discovery } = serving({ '/apis/g.io/v1': kinds(['as', 'A']) });
    await Promise.all([discovery.resource('g.io/v1', 'A'), discovery.resource('g.io/v1', 'A')]);
    expect(asked).toEqual(['/apis/g.io/v1']);
    pages['/apis/g.io/v1'] = kinds(['as', 'A'], ['bs', 'B']);
    vi.setSystemTime(Date.now() + 3000);
    expect((await discovery.resource('g.io/v1', 'B')).ok).toBe(false);
    vi.setSystemTime(Date.now() + 1);
    expect((await discovery.resource('g.io/v1', 'B')).ok).toBe(true);
    discovery.forget('g.io/v1');
    await discovery.resource('g.io/v1', 'A');
    expect(asked).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test('what is no apiVersion is not asked for', async () => {
  const { asked, discovery } = serving({});
  expect(messageOf(await discovery.resource('a/b/c', 'Pod'))).toContain('is not an apiVersion');
  expect(asked).toEqual([]);
});

test.each<[string, string, string, Pages, string]>([
  [
    'in other letters',
    'v1',
    'pod',
    { '/api/v1': kinds(['pods', 'Pod']) },
    ', but Pod. Correct the kind',
  ],
  ['nowhere', 'v1', 'Nothing', { '/api/v1': kinds(['pods', 'Pod']) }, 'or install what serves it'],
  [
    'in another version',
    'g.io/v1',
    'A',
    { '/apis/g.io': { versions: [{ version: 'v2' }, {}] } },
    'it serves g.io as v2. Correct the apiVersion',
  ],
  [
    'in a group that is not there',
    'g.io/v1',
    'A',
    {},
    'Install its CustomResourceDefinition (the operator for g.io)',
  ],
  [
    'in another group of Kubernetes',
    'extensions/v1beta1',
    'Ingress',
    {
      '/api': { items: [] },
      '/apis': {
        items: [
          {
            metadata: { name: 'networking.k8s.io' },
            versions: [{ version: 'v1', resources: [{ responseKind: { kind: 'Ingress' } }] }],
          },
          { metadata: { name: 'other.io' }, versions: [{ version: 'v1', resources: [] }] },
        ],
      },
    },
    'it serves Ingress as networking.k8s.io/v1. Correct the apiVersion',
  ],
])('a kind that is %s is told as that', async (_where, apiVersion, kind, pages, words) => {
  expect(messageOf(await serving(pages).discovery.resource(apiVersion, kind))).toContain(words);
});

test('another failure is told as it is, and the list asked for again next time', async () => {
  const { connection, asked } = serving({});
  const busy = {
    ...connection,
    request: (request: never) => connection.request(request).then(() => fail('forbidden', 'no')),
  };
  const discovery = createDiscovery(busy, 'c');
  expect(messageOf(await discovery.resource('v1', 'Pod'))).toBe('no');
  await discovery.resource('v1', 'Pod');
  expect(asked).toHaveLength(2);
});

test('a kind that has moved is used at its new address, once', async () => {
  const { pages, discovery } = serving({ '/apis/g.io/v1': kinds(['as', 'A']) });
  const used: string[] = [];
  const use = ({ plural }: { plural: string }) => {
    used.push(plural);
    pages['/apis/g.io/v1'] = kinds(['others', 'A']);
    return Promise.resolve(
      plural === 'as' ? fail('kind-unknown', 'gone') : { ok: true as const, value: plural },
    );
  };
  expect(await withResource(discovery, { apiVersion: 'g.io/v1', kind: 'A' }, use)).toEqual({
    ok: true,
    value: 'others',
  });
  expect(used).toEqual(['as', 'others']);
});

test('a kind whose address is the same has not moved, and other failures are told', async () => {
  const { discovery, asked } = serving({ '/apis/g.io/v1': kinds(['as', 'A']) });
  const found = await discovery.resource('g.io/v1', 'A');
  if (!found.ok) throw new Error(found.error.message);
  expect(await movedResource(discovery, found.value)).toBeUndefined();
  expect(await movedResource(discovery, { ...found.value, namespaced: false })).toMatchObject({
    namespaced: true,
  });
  const reads = asked.length;
  const refused = () => Promise.resolve(fail('forbidden', 'no'));
  expect(
    messageOf(await withResource(discovery, { apiVersion: 'g.io/v1', kind: 'A' }, refused)),
  ).toBe('no');
  expect(asked).toHaveLength(reads);
});

test('the index of OpenAPI holds group-versions with their hash, and no address outside of it', async () => {
  const url = (path: string, query = '?hash=H') => ({
    serverRelativeURL: `/openapi/v3/${path}${query}`,
  });
  const { connection } = serving({
    '/openapi/v3': {
      paths: {
        'api/v1': url('api/v1'),
        'apis/apps/v1': url('apis/apps/v1', ''),
        'apis/apps': url('apis/apps'),
        version: url('version'),
        'apis/evil/v1': { serverRelativeURL: '/api/v1/secrets' },
        'apis/none/v1': {},
      },
    },
  });
  expect(await readOpenApiIndex(connection)).toEqual({
    ok: true,
    value: {
      v1: { path: '/openapi/v3/api/v1?hash=H', hash: 'H' },
      'apps/v1': { path: '/openapi/v3/apis/apps/v1', hash: '' },
    },
  });
});

test('a document of OpenAPI says its schemas, and its kinds with plural and scope', async () => {
  const gvk = (kind: string) => ({ 'x-kubernetes-group-version-kind': { kind } });
  const { connection } = serving({
    '/doc': {
      components: { schemas: { a: {} } },
      paths: {
        '/api/v1/namespaces/{namespace}/pods': { post: gvk('Pod') },
        '/api/v1/pods': { get: gvk('Pod') },
        '/api/v1/nodes': { get: gvk('Node') },
        '/api/v1/nodes/{name}': { get: gvk('Node') },
        '/apis/g.io/v1/things': { post: gvk('Thing'), get: gvk('Other') },
        '/api/v1/nothing': { get: {} },
      },
    },
  });
  expect(await readOpenApiDocument(connection, '/doc')).toEqual({
    ok: true,
    value: {
      components: { a: {} },
      resources: [
        { kind: 'Pod', plural: 'pods', namespaced: true },
        { kind: 'Node', plural: 'nodes', namespaced: false },
        { kind: 'Thing', plural: 'things', namespaced: false },
      ],
    },
  });
});

test('an index or a document that is none is told with its address', async () => {
  const { connection } = serving({ '/openapi/v3': '[]', '/doc': 'no JSON' });
  expect(messageOf(await readOpenApiIndex(connection))).toContain('/openapi/v3');
  expect(messageOf(await readOpenApiDocument(connection, '/doc'))).toContain('/doc');
  expect((await readOpenApiDocument(connection, '/missing')).ok).toBe(false);
});
