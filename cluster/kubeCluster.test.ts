// A fake server: which connections it is asked over is what is looked at.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testCertificate } from '../test/harness/testCertificate.ts';
import type { ApiRequest } from './http/request.ts';
import { openConnection } from './kubeCluster.ts';

async function connected() {
  const sockets = new Set<Socket>();
  const seen = { connections: 0, tokens: [] as (string | undefined)[], status: 200 };
  const { cert, key } = testCertificate;
  const server = createServer({ cert, key }, (request, response) => {
    seen.tokens.push(request.headers.authorization);
    response.writeHead(seen.status, { 'content-type': 'application/json' }).end('{}');
  });
  server.on('connection', (socket: Socket) => {
    seen.connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const folder = mkdtempSync(join(tmpdir(), 'dpm-connection-'));
  const [token, authority] = ['token', 'ca.crt'].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  writeFileSync(token, 'one');
  writeFileSync(authority, cert);
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = openConnection(
    {
      info: { name: 'c', cluster: 'c', user: 'u', namespace: 'ns', file: 'f', server: url },
      cluster: { name: 'c', file: 'f', value: { server: url, 'certificate-authority': authority } },
      user: { name: 'u', file: 'f', value: { tokenFile: token } },
    },
    { env: {} },
  );
  onTestFinished(() => {
    connection.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask = (more: Partial<ApiRequest> = {}) =>
    connection.request({
      ...{ method: 'GET', path: '/api', verb: 'get', resource: 'x', repeatable: true },
      ...more,
    });
  return { connection, ask, seen, sockets, token, authority, cert };
}

test('another token goes over the same connection; other authorities are one of their own', async () => {
  const { ask, seen, sockets, token, authority, cert } = await connected();
  for (const text of ['one', 'two', 'three']) {
    writeFileSync(token, text);
    expect(await ask()).toMatchObject({ ok: true });
  }
  expect(seen.tokens).toEqual(['Bearer one', 'Bearer two', 'Bearer three']);
  expect(seen.connections).toBe(1);
  expect(sockets.size).toBe(1);
  writeFileSync(authority, `${cert}\n${cert}\n`);
  expect(await ask()).toMatchObject({ ok: true });
  expect(seen.connections).toBe(2);
  // The old one rests no longer.
  await vi.waitFor(() => expect(sockets.size).toBe(1));
});

test('a token that is refused is sent again where there is another one by then, and only once', async () => {
  const { ask, seen, token } = await connected();
  await ask();
  seen.status = 401;
  expect(await ask()).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  expect(seen.tokens).toHaveLength(2);
  writeFileSync(token, 'two');
  expect(await ask()).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  expect(seen.tokens.slice(2)).toEqual(['Bearer two']);
});

test('a name that would make the address that of something else is asked for nowhere', async () => {
  const { ask, seen } = await connected();
  expect(await ask({ path: '/api/../x' })).toMatchObject({ ok: false, error: { code: 'invalid' } });
  expect(await ask({ signal: AbortSignal.abort() })).toMatchObject({
    error: { code: 'cancelled' },
  });
  expect(seen.connections).toBe(0);
});

test('one that retires keeps no connection, and one that is closed has none', async () => {
  const { connection, ask, seen, sockets } = await connected();
  await ask();
  connection.retire();
  await vi.waitFor(() => expect(sockets.size).toBe(0));
  expect(await ask()).toMatchObject({ ok: true });
  expect(seen.connections).toBe(2);
  await vi.waitFor(() => expect(sockets.size).toBe(0));
  connection.close();
  expect(sockets.size).toBe(0);
});
