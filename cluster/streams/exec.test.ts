// Against a fake server (`testing.ts`): what a real API server does not do on demand. What it does, test/cluster/streams.test.ts tells.
import { expect, test } from 'vitest';
import type { Duplex } from 'node:stream';
import type { ExecOptions } from '../streamsApi.ts';
import { openExec } from './exec.ts';
import { channelFrame, fakeSocketServer, serverFrame } from './testing.ts';

const where = { pod: { namespace: 'default', name: 'web' }, container: 'main' };
const success = channelFrame(3, '{"status":"Success"}');

async function run(
  answer: (socket: Duplex) => void,
  options: Partial<ExecOptions> = {},
  how: { protocol?: string; accept?: string } = {},
) {
  const server = await fakeSocketServer(answer, how);
  const output: string[] = [];
  const opened = await openExec(server.connection, where, {
    command: ['ls', '-l a'],
    onOutput: (bytes) => void output.push(bytes.toString()),
    onErrorOutput: (bytes) => void output.push(`! ${bytes.toString()}`),
    ...options,
  });
  return { server, output, opened };
}

async function ended(answer: (socket: Duplex) => void, options: Partial<ExecOptions> = {}) {
  const { opened, output, server } = await run(answer, options);
  if (!opened.ok) throw new Error(opened.error.message);
  return { end: await opened.value.ended, output, server };
}

test('output, error output and the exit code arrive, each by its channel', async () => {
  const failed = {
    ...{ status: 'Failure', reason: 'NonZeroExitCode', message: 'exit code 3' },
    details: { causes: [{ reason: 'ExitCode', message: '3' }] },
  };
  const { end, output, server } = await ended((socket) => {
    socket.write(channelFrame(1, ''));
    socket.write(channelFrame(1, 'out'));
    socket.write(channelFrame(2, 'err'));
    socket.write(channelFrame(3, JSON.stringify(failed)));
    socket.end(serverFrame(8, Buffer.from([3, 232])));
  });
  expect(output).toEqual(['', 'out', '! err']);
  expect(end).toEqual({ ok: true, value: 3 });
  expect(server.asked).toEqual([
    '/api/v1/namespaces/default/pods/web/exec?container=main&stdin=false&stdout=true&stderr=true&tty=false&command=ls&command=-l+a',
  ]);
});

test.each([
  ['a connection that breaks', (socket: Duplex) => socket.destroy(), 'unreachable'],
  [
    'an end without a status',
    (socket: Duplex) => socket.end(serverFrame(8, Buffer.alloc(0))),
    'unreachable',
  ],
  [
    'a channel that nobody knows',
    (socket: Duplex) => socket.write(channelFrame(9, 'x')),
    'server-error',
  ],
  [
    'a message without end',
    (socket: Duplex) => socket.write(Buffer.from([0x82, 127, 0, 0, 0, 255, 0, 0, 0, 0])),
    'server-error',
  ],
  [
    'bytes that are no frames',
    (socket: Duplex) => socket.write('HTTP/1.1 200 OK\r\n\r\n'),
    'server-error',
  ],
])('%s is told', async (_, answer, code) => {
  const { end, server } = await ended((socket) => void answer(socket));
  expect(end).toMatchObject({ ok: false, error: { code } });
  await server.untilClosed();
});

test('a status that is no JSON, or never ends, is told in part', async () => {
  const { end } = await ended((socket) => {
    for (let at = 0; at < 40; at++) socket.write(channelFrame(3, 'words '.repeat(1000)));
    socket.end(serverFrame(8, Buffer.alloc(0)));
  });
  expect(end).toMatchObject({ ok: false, error: { code: 'server-error' } });
  expect(JSON.stringify(end).length).toBeLessThan(1000);
});

test('a server that takes another protocol, or proves nothing, is not spoken to', async () => {
  for (const how of [{ protocol: 'spdy' }, { accept: 'x' }]) {
    const { opened, server } = await run(() => undefined, {}, how);
    expect(opened).toMatchObject({ ok: false, error: { code: 'server-error', status: 101 } });
    await server.untilClosed();
  }
});

test('who takes bytes slowly gets them one after the other, and the server has to wait', async () => {
  let isBlocked = false;
  let taken = 0;
  let atOnce = 0;
  const { end } = await ended(
    (socket) => {
      const piece = channelFrame(1, 'x'.repeat(30_000));
      void (async () => {
        for (let at = 0; at < 300; at++) {
          if (!socket.write(piece)) {
            isBlocked = true;
            await new Promise((done) => socket.once('drain', done));
          }
        }
        socket.write(success);
      })();
    },
    {
      async onOutput() {
        expect(atOnce++).toBe(0);
        await new Promise((done) => setTimeout(done, taken++ < 20 ? 5 : 0));
        atOnce--;
      },
    },
  );
  expect(end).toEqual({ ok: true, value: 0 });
  expect([taken, isBlocked]).toEqual([300, true]);
});

test('who can take no more ends it', async () => {
  const { end, server } = await ended((socket) => socket.write(channelFrame(1, 'x')), {
    onOutput: () => Promise.reject(new Error('disk full')),
  });
  expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await server.untilClosed();
});

test('a signal ends it at any time', async () => {
  const early = new AbortController();
  early.abort();
  const { opened } = await run(() => undefined, { signal: early.signal });
  expect(opened).toMatchObject({ ok: false, error: { code: 'cancelled' } });

  const late = new AbortController();
  const { end, server } = await ended(
    (socket) => {
      socket.write(channelFrame(1, 'x'));
      setTimeout(() => late.abort(), 20);
    },
    { signal: late.signal },
  );
  expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await server.untilClosed();
});

test('input is sent in pieces on its channel, and its end where the server hands it on', async () => {
  for (const protocol of ['v5.channel.k8s.io', 'v4.channel.k8s.io']) {
    let got = 0;
    const { opened } = await run(
      (socket) => {
        socket.on('data', (chunk: Buffer) => {
          got += chunk.length;
          if (got > 100_000) socket.write(success);
        });
      },
      { hasInput: true },
      { protocol },
    );
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.write(Buffer.alloc(100_000));
    expect(opened.value.endsInput).toBe(protocol === 'v5.channel.k8s.io');
    await opened.value.endInput();
    expect(await opened.value.ended).toEqual({ ok: true, value: 0 });
    // Four pieces of 32 KiB at most, each with a head of 8 bytes and its channel, and the end.
    expect(got).toBeGreaterThanOrEqual(100_000 + 4 * 9);
  }
});

test('after a status nothing more is waited for', async () => {
  const { end, server } = await ended((socket) => socket.write(success));
  expect(end).toEqual({ ok: true, value: 0 });
  await server.untilClosed();
});
