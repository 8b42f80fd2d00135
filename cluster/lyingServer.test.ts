/** A fake server throughout: a real API server cannot be made to lie about its answers. */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { splitManifest } from '../core/model/manifestDocuments.ts';
import { fastClock } from '../test/harness/fastClock.ts';
import type { ClusterSession } from './api.ts';
import { createClusterService } from './clusterService.ts';

interface Lie {
  readonly session: ClusterSession;
  readonly asked: { readonly method: string; readonly url: string; readonly secrets: string }[];
  readonly folder: string;
}

/** A session with a server that answers as it is told to. */
async function lie(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  user: (folder: string) => object = () => ({ token: 'secret-token-1' }),
): Promise<Lie> {
  const asked: Lie['asked'] = [];
  const server = createServer((request, response) => {
    const { authorization = '', ...others } = request.headers;
    const impersonated = Object.keys(others).filter((name) => name.startsWith('impersonate'));
    const { method = '', url = '' } = request;
    asked.push({ method, url, secrets: [authorization, ...impersonated].join('') });
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const folder = mkdtempSync(join(tmpdir(), 'lying-server-'));
  const kubeconfig = join(folder, 'config');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'current-context': 'c',
      clusters: [{ name: 'c', cluster: { server: url } }],
      users: [{ name: 'u', user: user(folder) }],
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    }),
  );
  const service = createClusterService({ env: { ...process.env, KUBECONFIG: kubeconfig } });
  const opened = await service.session();
  if (!opened.ok) throw new Error(opened.error.message);
  return { session: opened.value, asked, folder };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const kinds = {
  kind: 'APIResourceList',
  resources: [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true, verbs: ['patch', 'get'] }],
};

test.each([
  ['a token', () => ({ token: 'secret-token-1', as: 'somebody' })],
  ['a password', () => ({ username: 'u', password: 'secret-password-1' })],
  [
    'a token file',
    (folder: string) => {
      writeFileSync(join(folder, 'token'), 'secret-token-2');
      return { tokenFile: join(folder, 'token') };
    },
  ],
  [
    'a credential plugin',
    (folder: string) => ({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'touch',
        args: [join(folder, 'plugin-ran')],
        interactiveMode: 'Never',
      },
    }),
  ],
])('%s is not for an http:// address', async (_, user) => {
  const { session, asked, folder } = await lie((_request, response) => {
    json(response, 401, { kind: 'Status', message: 'Unauthorized' });
  }, user);
  const answer = await session.listNamespaces();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.every(({ secrets }) => secrets === '')).toBe(true);
  expect(existsSync(join(folder, 'plugin-ran'))).toBe(false);
  expect(answer).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  expect(!answer.ok && answer.error.message).toMatch(/none are sent to an http:\/\/ address/);
});

test('a small answer that unpacks to a large one is given up', async () => {
  const bomb = gzipSync(Buffer.alloc(100_000_000, 0x20));
  const { session } = await lie((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(bomb);
  });
  const answer = await session.listNamespaces();
  expect(answer).toMatchObject({ ok: false, error: { code: 'server-error' } });
  expect(!answer.ok && answer.error.message).toMatch(/larger than 64 MiB and was not read/);
});

test('an answer that does not end is given up', async () => {
  const chunk = Buffer.alloc(1_000_000, 0x20);
  let sent = 0;
  const { session } = await lie((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) sent++;
    };
    response.on('drain', more);
    more();
  });
  expect(await session.listNamespaces()).toMatchObject({ error: { code: 'server-error' } });
  expect(sent).toBeLessThan(200);
});

test('an answer packed in a broken way is a failure, not an end', async () => {
  fastClock();
  const { session } = await lie((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end('this is no gzip');
  });
  expect(await session.listNamespaces()).toMatchObject({ ok: false });
});

test('a name that is part of an address is asked for nowhere', async () => {
  const { session, asked } = await lie((request, response) => {
    if (request.url === '/api/v1') json(response, 200, kinds);
    else json(response, 200, { kind: 'ConfigMap', metadata: {} });
  });
  const names = ['..', '.', '%2e%2e', 'a/../../../../api/v1/nodes', 'a%2fb'];
  const places = [
    ...names.map((name) => ({ name, namespace: 'ns' })),
    { name: 'a', namespace: '..' },
  ];
  for (const metadata of places) {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
    const plan = await session.plan(splitManifest(text));
    expect(plan).toMatchObject({ value: { entries: [{ error: { code: 'invalid' } }] } });
  }
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/v1']);
});

test('an apiVersion that is part of an address is asked for nowhere', async () => {
  const { session, asked } = await lie((_request, response) => {
    json(response, 200, kinds);
  });
  const text = JSON.stringify({
    apiVersion: '../client',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'b' },
  });
  await session.plan(splitManifest(text));
  expect(asked).toEqual([]);
});
