/** Clients that do not keep to the protocol, or go away: the answer is an error or an end, never silence. */
import { spawn } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { AttackServer, type AttackOptions } from '../attack/harness/attackServer.ts';

let server: AttackServer;
afterEach(() => {
  server.kill();
});
const start = async (options?: AttackOptions): Promise<AttackServer> =>
  (server = await AttackServer.start(options));

const uri = 'untitled:pod';
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    imag: x\n';

async function linesMarked(): Promise<number[]> {
  const { items } = await server.ask<{ items: { range: { start: { line: number } } }[] }>(
    'diagnostic',
    uri,
  );
  return items.map(({ range }) => range.start.line);
}

const frameOf = (message: unknown): string => {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

const ended = (): Promise<void> =>
  new Promise((resolve) => {
    if (server.exit) resolve();
    else
      server.process.once('exit', () => {
        resolve();
      });
  });

test.each([
  'X: 1\r\n\r\n{}',
  'Content-Length: abc\r\n\r\n{}',
  'Content-Length: -5\r\n\r\n{}',
  'Content-Length: 4000000000\r\n\r\n{}',
])('a stream that is none of the protocol ends the server with a word: %j', async (bytes) => {
  await start();
  server.sendRaw(bytes);
  await ended();
  expect(server.exit?.code).toBe(1);
  expect(server.stderr).toMatch(/header of a message|a message says/);
});

test('the cancellation of what is no request takes nothing away that comes with it', async () => {
  await start();
  const ids = [1e9, 'x', null, -1, {}, [], true];
  const cancelled = ids.map((id) => ({
    jsonrpc: '2.0',
    method: '$/cancelRequest',
    params: { id },
  }));
  const without = { jsonrpc: '2.0', method: '$/cancelRequest' };
  const item = { uri, languageId: 'yaml', version: 1, text: pod };
  const opened = { jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: item } };
  server.sendRaw([...cancelled, without, opened].map(frameOf).join(''));
  expect(await linesMarked()).toEqual([7]);
  expect(server.logged.join()).not.toMatch(/unexpected|failed/);
});

test('text that is no JSON, in a frame that is whole, is answered as that and passed over', async () => {
  await start();
  const unasked: unknown[] = [];
  server.onUnasked = (message) => unasked.push(message);
  server.sendRaw('Content-Length: 10\r\n\r\n{"a":1,,,}');
  server.open(uri, pod);
  expect(await linesMarked()).toEqual([7]);
  expect(unasked).toMatchObject([{ id: null, error: { code: -32_700 } }]);
  expect(server.logged.join()).not.toContain(',,');
});

test('a place far below, behind or before the text is answered', async () => {
  await start();
  server.open(uri, pod);
  for (const line of [-1, 2 ** 31 - 1, 2 ** 53, 1e300, 1.5, 'x', null])
    for (const character of [-1, 1e300, null])
      for (const method of ['completion', 'hover'])
        await server.ask(method, uri, { position: { line, character } });
  expect(await linesMarked()).toEqual([7]);
});

test('a change that cannot be read is told, and a whole text mends it', async () => {
  await start();
  server.open(uri, pod);
  server.change(uri, 2, [{ text: null }]);
  const { items } = await server.ask<{ items: { code: string; message: string }[] }>(
    'diagnostic',
    uri,
  );
  expect(items).toMatchObject([{ code: 'not-checked', message: /close the file and open it/ }]);
  server.change(uri, 3, [{ text: pod }]);
  expect(await linesMarked()).toEqual([7]);
  expect(server.errors).toEqual([]);
});

test('a carriage return alone ends a line, as the protocol says', async () => {
  await start();
  server.open(uri, pod.replaceAll('\n', '\r'));
  expect(await linesMarked()).toEqual([7]);
  server.change(uri, 2, [
    {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: '# words\r',
    },
  ]);
  expect(await linesMarked()).toEqual([8]);
});

test('a handshake and messages of odd shape leave the server well', async () => {
  await start({ initializationOptions: { settings: 5, schemaChoices: { '/Pod': 5 } } });
  for (const method of ['schemaChoices', 'chartChoices', 'clusterSchemas'])
    for (const params of [
      {},
      { choices: 5 },
      { choices: { '/Pod': 5 } },
      { cluster: { context: 5 } },
    ])
      server.notify(`dataPlatform/${method}`, params);
  server.open(uri, pod);
  expect(await linesMarked()).toEqual([7]);
});

/** Work without an end, begun by a signal: what a busy server is, whatever keeps it so. */
const busyOnSignal = "data:text/javascript,process.on('SIGUSR2', () => { for (;;); })";

test.each([false, true])('a server whose editor is gone ends; busy: %s', async (isBusy) => {
  const editor = spawn('sleep', ['1000']);
  await start({ isRaw: true, nodeArguments: ['--import', busyOnSignal] });
  await server.request('initialize', { processId: editor.pid, rootUri: null, capabilities: {} });
  server.notify('initialized', {});
  await server.request('dataPlatform/charts', {});
  if (isBusy) server.process.kill('SIGUSR2');
  editor.kill('SIGKILL');
  await ended();
  expect(server.exit).toEqual(
    isBusy ? { code: null, signal: 'SIGKILL' } : { code: 1, signal: null },
  );
});

test('a request before the handshake or after the shutdown is refused, as the protocol says', async () => {
  await start({ isRaw: true });
  const hover = () => server.ask('hover', uri, { position: { line: 1, character: 1 } });
  await expect(hover()).rejects.toThrow('not initialized');
  await server.initialize();
  server.open(uri, pod);
  expect(await hover()).toMatchObject({ contents: {} });
  await server.request('shutdown');
  await expect(hover()).rejects.toThrow('shut down');
});

test.each([
  [{ jsonrpc: '2.0', id: null, method: 'textDocument/didOpen', params: { text: 'hunTer2' } }, null],
  [{ jsonrpc: '2.0', id: { a: 1 }, method: 'shutdown' }, null],
  [{ jsonrpc: '2.0', id: 902, method: 5 }, 902],
  [[{ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { text: 'hunTer2' } }], null],
  [{ jsonrpc: '2.0', error: { code: 1, message: 'hunTer2' } }, null],
  [{ jsonrpc: '2.0', id: 7 }, 7],
  [42, null],
  [null, null],
])('a message that is none is refused, and its text reaches no log: %j', async (message, id) => {
  await start();
  const refused = new Promise((resolve) => {
    server.onUnasked = resolve;
  });
  server.sendRaw(frameOf(message));
  expect(await refused).toMatchObject({ id, error: { code: -32600 } });
  server.open(uri, pod);
  expect(await linesMarked()).toEqual([7]);
  expect([...server.logged, server.stderr].join()).not.toContain('hunTer2');
});

test('a second handshake is refused', async () => {
  await start();
  await expect(server.initialize()).rejects.toThrow('initialized before');
});
