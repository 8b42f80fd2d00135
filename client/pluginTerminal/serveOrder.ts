// The editor's end of a credential plugin that runs in a terminal: gives the program there its order and waits for what the
// plugin prints. Free of `vscode`.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finished, Program } from '../../cluster/login/runProgram.ts';
import type { ProgramAnswer, ProgramOrder } from './orders.ts';

export interface ServedOrder {
  /** To be handed to the program in the terminal as its only argument. */
  readonly address: string;
  readonly finished: Promise<Finished>;
  /** The terminal was closed. */
  terminalClosed(): void;
}

/** The order holds secrets, so it goes over a socket that nobody else can open, not through arguments or a file. */
export async function serveOrder(program: Program): Promise<ServedOrder> {
  const folder = await mkdtemp(join(tmpdir(), 'dpm-login-'));
  const address =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\dpm-login-${randomBytes(16).toString('hex')}`
      : join(folder, 'socket');
  let settle: (finished: Finished) => void = () => undefined;
  const finished = new Promise<Finished>((done) => (settle = done));
  const server = createServer((socket) => {
    server.close(); // one program, once
    giveOrder(socket, program).then(settle, () => settle(ended('The terminal was closed')));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(address, listening);
  });
  const timer = setTimeout(() => settle({ how: 'timeout' }), program.timeout);
  const onAbort = () => settle({ how: 'cancelled' });
  program.signal?.addEventListener('abort', onAbort, { once: true });
  const cleared = finished.finally(async () => {
    clearTimeout(timer);
    program.signal?.removeEventListener('abort', onAbort);
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    address,
    finished: cleared,
    terminalClosed: () => settle(ended('The terminal was closed')),
  };
}

async function giveOrder(socket: Socket, program: Program): Promise<Finished> {
  const { name, path, args, env } = program;
  const order: ProgramOrder = { name, path, args, env };
  socket.write(`${JSON.stringify(order)}\n`);
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
  const answer = JSON.parse(text) as ProgramAnswer;
  if (answer.notStarted !== undefined) {
    const error = Object.assign(new Error('not started'), { code: answer.notStarted });
    return { how: 'not-started', error };
  }
  const { code, stdout } = answer;
  return { how: 'ended', code, stdout, stderr: 'What it said stands in the terminal' };
}

function ended(stderr: string): Finished {
  return { how: 'ended', code: null, stdout: '', stderr };
}
