// Against a fake server (`testing.ts`): what a real API server does not do on demand. What it does, test/cluster/streams.test.ts tells.
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Failure } from '../api.ts';
import { connectToPod } from './portForward.ts';
import { channelFrame, fakeSocketServer, serverFrame } from './testing.ts';

const where = { pod: { namespace: 'default', name: 'web' }, port: 8080 };
const v4 = { protocol: 'v4.channel.k8s.io' };
const port = '\u0001\u0001';
const bye = serverFrame(8, Buffer.from([3, 232]));

async function connected(answer: (socket: Duplex) => void, signal?: AbortSignal) {
  const server = await fakeSocketServer(answer, v4);
  const failures: Failure[] = [];
  const opened = await connectToPod(server.connection, where, {
    onFailure: (failure) => failures.push(failure),
    ...(signal && { signal }),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return { server, failures, duplex: opened.value };
}

test('the port at the start of each channel is none of the data, however it is cut', async () => {
  const { duplex, failures, server } = await connected((socket) => {
    socket.write(Buffer.from([0x82, 2, 0, 0x90])); // one byte of it
    socket.write(Buffer.from([0x82, 4, 0, 0x1f, 104, 105]));
    socket.write(channelFrame(0, ' there'));
    socket.end(bye);
  });
  expect(await text(duplex)).toBe('hi there');
  expect(failures).toEqual([]);
  expect(server.asked).toEqual(['/api/v1/namespaces/default/pods/web/portforward?ports=8080']);
});

test.each<[string, (socket: Duplex) => void, string]>([
  [
    'a port on which nothing listens',
    (socket) => {
      socket.write(serverFrame(2, Buffer.from([1, 0x90, 0x1f])));
      socket.write(
        channelFrame(
          1,
          'error forwarding port 8080 to pod x: dial tcp4 127.0.0.1:8080: connect: connection refused',
        ),
      );
      socket.end(bye);
    },
    'Nothing listens on port 8080 of Pod web in namespace default. Look in its log whether the program has started, and on which port and address it listens',
  ],
  [
    'a connection that breaks',
    (socket) => void setTimeout(() => socket.destroy(), 10),
    'The connection to port 8080 of Pod web in namespace default broke',
  ],
  [
    'a channel that nobody asked for',
    (socket) => socket.write(channelFrame(2, 'x')),
    'What answers for Pod web in namespace default does not keep to the protocol of Kubernetes, so the connection was closed. Check whether a proxy stands in between',
  ],
])('%s is told once', async (_, answer, words) => {
  const { duplex, failures, server } = await connected(answer);
  duplex.resume();
  await expect.poll(() => duplex.destroyed).toBe(true);
  expect(failures.map(({ error }) => error.message)).toEqual([words]);
  await server.untilClosed();
});

test('nobody who reads: the server has to wait; a signal ends it', async () => {
  let sent = 0;
  const stop = new AbortController();
  const { duplex, server, failures } = await connected((socket) => {
    socket.write(channelFrame(0, port));
    const piece = channelFrame(0, 'x'.repeat(30_000));
    const go = () => {
      while (!socket.destroyed && sent < 2000) {
        sent++;
        if (!socket.write(piece)) {
          socket.once('drain', go);
          return;
        }
      }
    };
    go();
  }, stop.signal);
  const seen = async () => {
    const before = sent;
    await new Promise((done) => setTimeout(done, 200));
    return sent - before;
  };
  await expect.poll(seen).toBe(0);
  expect(sent).toBeLessThan(2000);
  expect(duplex.readableLength).toBeLessThan(200_000);
  stop.abort();
  await server.untilClosed();
  expect(failures).toEqual([]);
});

test('who destroys it closes the connection', async () => {
  const { duplex, server, failures } = await connected((socket) =>
    socket.write(channelFrame(0, port)),
  );
  duplex.destroy();
  await server.untilClosed();
  expect(failures).toEqual([]);
});
