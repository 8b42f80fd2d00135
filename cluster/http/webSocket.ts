/** A WebSocket over a connection of its own, made as all others of the session are; failures are values. */
import { createHash, randomBytes } from 'node:crypto';
import type http from 'node:http';
import type { Duplex } from 'node:stream';
import { exchange, readWhole } from './exchange.ts';
import type { HttpAnswer, HttpCall, HttpLoss, HttpTarget, Upgraded } from './exchange.ts';
import { FrameFault, frameOf, messagesOf, opcodes } from './frames.ts';
import type { ApiSocket, SocketEnd } from './request.ts';

/** Larger than what any server puts into one message: kubelets send 32 KiB. */
const maxMessageBytes = 1024 * 1024;

/** Proxies and load balancers close what is quiet for a minute. */
const pingEvery = 25_000;

/** Milliseconds that the other side has to answer the end of a connection. */
const closeWithin = 1000;

/** `protocols`: the sub-protocols that we speak, the best one first. `timeout` is the time until the connection stands. */
export function openWebSocket(
  { agent, ...target }: HttpTarget,
  call: HttpCall,
  protocols: readonly string[],
): Promise<{ readonly ok: true; readonly value: ApiSocket | HttpAnswer } | HttpLoss> {
  const key = randomBytes(16).toString('base64');
  const headers = {
    ...call.headers,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': key,
    'Sec-WebSocket-Protocol': protocols.join(', '),
  };
  return exchange<ApiSocket | HttpAnswer>(
    { ...target, agent: agent.forStreams },
    { ...call, headers },
    (response, upgraded) => {
      if (!upgraded) return readWhole(response);
      const protocol = protocolOf(response, key, protocols);
      if (protocol !== undefined) return Promise.resolve(new Link(upgraded, protocol, call.signal));
      upgraded.socket.destroy();
      return Promise.resolve({ status: 101, headers: response.headers, body: '' });
    },
  );
}

/** The sub-protocol that was agreed upon; undefined where the answer is none to our question. */
function protocolOf(
  { headers }: http.IncomingMessage,
  key: string,
  protocols: readonly string[],
): string | undefined {
  const wanted = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  if (headers['sec-websocket-accept'] !== wanted) return undefined;
  return protocols.find((protocol) => protocol === headers['sec-websocket-protocol']);
}

class Link implements ApiSocket {
  readonly protocol: string;
  readonly #socket: Duplex;
  readonly #head: Buffer;
  readonly #signal: AbortSignal | undefined;
  readonly #pinging: NodeJS.Timeout;
  #room: Promise<void> | undefined;
  #isClosing = false;

  constructor({ socket, head }: Upgraded, protocol: string, signal: AbortSignal | undefined) {
    this.protocol = protocol;
    this.#socket = socket;
    this.#head = head;
    this.#signal = signal;
    socket.on('error', () => undefined); // told to whoever reads
    const onAbort = () => socket.destroy();
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    this.#pinging = setInterval(() => {
      if (socket.writableLength === 0) this.#write(opcodes.ping, Buffer.alloc(0));
    }, pingEvery);
    this.#pinging.unref();
    socket.once('close', () => {
      clearInterval(this.#pinging);
      signal?.removeEventListener('abort', onAbort);
    });
  }

  async send(message: Uint8Array): Promise<boolean> {
    if (this.#isClosing || !this.#socket.writable) return false;
    if (!this.#write(opcodes.binary, message)) await (this.#room ??= this.#untilRoom());
    return this.#socket.writable;
  }

  async read(take: (message: Buffer) => void | Promise<void>): Promise<SocketEnd> {
    let isTaking = false;
    try {
      for await (const { opcode, payload } of messagesOf(this.#chunks(), maxMessageBytes)) {
        if (this.#signal?.aborted) return 'cancelled';
        if (opcode === opcodes.ping) this.#write(opcodes.pong, payload);
        if (opcode === opcodes.close) return this.#endOf('ended');
        if (opcode !== opcodes.binary && opcode !== opcodes.text) continue;
        isTaking = true;
        await take(payload);
        isTaking = false;
      }
      return this.#endOf('broken'); // an end that nobody announced
    } catch (error) {
      if (isTaking) throw error;
      return this.#endOf(error instanceof FrameFault ? 'wrong' : 'broken');
    } finally {
      this.close();
    }
  }

  close(): void {
    if (this.#isClosing) return;
    this.#write(opcodes.close, Buffer.from([0x03, 0xe8])); // 1000: nothing is wrong
    this.#isClosing = true;
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), closeWithin).unref();
  }

  #endOf(end: SocketEnd): SocketEnd {
    return this.#signal?.aborted || (this.#isClosing && end !== 'wrong') ? 'cancelled' : end;
  }

  #write(opcode: number, payload: Uint8Array): boolean {
    if (this.#isClosing || !this.#socket.writable) return true;
    return this.#socket.write(frameOf(opcode, payload));
  }

  #untilRoom(): Promise<void> {
    return new Promise((done) => {
      const go = () => {
        this.#socket.off('drain', go);
        this.#socket.off('close', go);
        this.#room = undefined;
        done();
      };
      this.#socket.once('drain', go);
      this.#socket.once('close', go);
    });
  }

  async *#chunks(): AsyncGenerator<Buffer, void, void> {
    if (this.#head.length > 0) yield this.#head;
    yield* this.#socket as AsyncIterable<Buffer>;
  }
}
