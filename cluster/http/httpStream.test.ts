// A fake server: a real API server cannot be made to break a stream, to flood it or to pack it on demand.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ClusterAgent } from '../connect/clusterAgent.ts';
import { sendHttp } from './httpRequest.ts';
import { openHttpStream } from './httpStream.ts';

const json = { 'content-type': 'application/json' };

/** Opens streams of a server that answers so; `closed` counts the answers whose connection is gone. */
async function serving(answer: (response: ServerResponse) => void) {
  let closed = 0;
  const server = createServer((request, response) => {
    response.on('close', () => closed++);
    if (request.url === '/plain') response.writeHead(200, json).end('{}');
    else answer(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const agent = new ClusterAgent({ host: '127.0.0.1', port, connectTimeout: 5000 });
  onTestFinished(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const target = { agent, url: `http://127.0.0.1:${port}`, headers: {} };
  const call = { method: 'GET', headers: {}, timeout: 5000, repeatable: true };
  const open = async (signal?: AbortSignal) => {
    const opened = await openHttpStream(target, { ...call, path: '/', ...(signal && { signal }) });
    if (!opened.ok) throw new Error(opened.why);
    return opened.value;
  };
  const stream = async (signal?: AbortSignal) => {
    const opened = await open(signal);
    if (!('read' in opened)) throw new Error(`an answer of ${opened.status}`);
    return opened;
  };
  const request = () => sendHttp(target, { ...call, path: '/plain' });
  return { open, stream, request, agent, closed: () => closed };
}

async function linesOf(stream: { read: (take: (line: string) => void) => Promise<string> }) {
  const lines: string[] = [];
  const end = await stream.read((line) => void lines.push(line));
  return [...lines, end];
}

test('lines are handed over as they come, and the end is told', async () => {
  const { stream } = await serving((response) => {
    response.writeHead(200, json);
    response.write('{"a":1}\n{"b"');
    setTimeout(() => response.end(':2}\n'), 20);
  });
  expect(await linesOf(await stream())).toEqual(['{"a":1}', '{"b":2}', 'ended']);
});

test('an answer that is packed is unpacked', async () => {
  const { stream } = await serving((response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
    response.end(gzipSync('{"a":1}\n'));
  });
  expect(await linesOf(await stream())).toEqual(['{"a":1}', 'ended']);
});

test('a connection that breaks is told from an end', async () => {
  const { stream } = await serving((response) => {
    response.writeHead(200, json);
    response.write('{"a":1}\n');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await linesOf(await stream())).toEqual(['{"a":1}', 'broken']);
});

test('a line without end ends the stream and its connection', async () => {
  const { stream, closed } = await serving((response) => {
    response.writeHead(200, json);
    const flood = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      response.once('drain', flood);
    };
    flood();
  });
  expect(await linesOf(await stream())).toEqual(['too-long']);
  await vi.waitFor(() => expect(closed()).toBe(1));
});

test('a signal ends the stream and its connection, before and while it is read', async () => {
  const { stream, closed } = await serving((response) => {
    response.writeHead(200, json);
    response.write('{"a":1}\n');
  });
  const [early, late] = [new AbortController(), new AbortController()];
  const unread = await stream(early.signal);
  early.abort();
  expect(await linesOf(unread)).toEqual(['cancelled']);
  const reading = linesOf(await stream(late.signal));
  setTimeout(() => late.abort(), 50);
  expect((await reading).at(-1)).toBe('cancelled');
  await vi.waitFor(() => expect(closed()).toBe(2));
});

test('the server is read no faster than lines are taken', async () => {
  let sent = 0;
  const line = `"${'x'.repeat(65_534)}"\n`;
  const { stream } = await serving((response) => {
    response.writeHead(200, json);
    const flood = () => {
      do sent++;
      while (!response.destroyed && response.write(line));
      response.once('drain', flood);
    };
    flood();
  });
  const stop = new AbortController();
  let taken = 0;
  let goOn: (() => void) | undefined;
  const reading = (await stream(stop.signal)).read(() => {
    taken++;
    return new Promise((done) => (goOn = done));
  });
  // Until buffers on the way are full.
  let before = -1;
  await vi.waitFor(
    () => {
      const isStill = sent === before;
      before = sent;
      expect(isStill).toBe(true);
    },
    { timeout: 10_000, interval: 300 },
  );
  expect(taken).toBe(1);
  stop.abort();
  goOn?.();
  expect(await reading).toBe('cancelled');
});

test('what taking a line throws is a bug, and no end of the stream', async () => {
  const { stream, closed } = await serving((response) => {
    response.writeHead(200, json);
    response.write('{"a":1}\n');
  });
  const opened = await stream();
  const bug = new Error('bug');
  await expect(
    opened.read(() => {
      throw bug;
    }),
  ).rejects.toBe(bug);
  await vi.waitFor(() => expect(closed()).toBe(1));
});

test('a refusal and the page of somebody else are answers, not streams', async () => {
  const { open } = await serving((response) => response.writeHead(403, json).end('{"code":403}'));
  expect(await open()).toMatchObject({ status: 403, body: '{"code":403}' });
  const page = await serving((response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  );
  expect(await page.open()).toMatchObject({ status: 200, body: '<html>' });
});

test('many streams leave the lanes free for requests, and end with their agent', async () => {
  const { stream, request, agent, closed } = await serving((response) =>
    response.writeHead(200, json).write('{"a":1}\n'),
  );
  const streams = await Promise.all(Array.from({ length: 20 }, () => stream()));
  const ends = streams.map((one) => one.read(() => undefined));
  expect((await request()).ok).toBe(true);
  agent.destroy();
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['broken']));
  await vi.waitFor(() => expect(closed()).toBe(21));
});
