/**
 * Messages of WebSocket (RFC 6455) as a client reads and writes them. The package `ws` makes its handshake with `http.request`, which
 * VS Code replaces by one that knows neither our connections nor their certificates; what is left to do is this.
 */
import { randomBytes } from 'node:crypto';

export const opcodes = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** The other side does not keep to the protocol, or sends more in one message than anybody needs. */
export class FrameFault extends Error {
  readonly code = 'ERR_WEBSOCKET';
}

export interface Message {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A whole message in one frame, masked, as a client has to. */
export function frameOf(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const headSize = length < 126 ? 2 : length < 0x1_00_00 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headSize + 4 + length);
  frame[0] = 0x80 | opcode;
  if (headSize === 2) frame[1] = 0x80 | length;
  else if (headSize === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  const mask = randomBytes(4);
  mask.copy(frame, headSize);
  const start = headSize + 4;
  for (let at = 0; at < length; at++) frame[start + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return frame;
}

/**
 * The messages in a stream of bytes, put together of their frames; the stream is read no faster than they are taken. Throws the
 * stream's error, or `FrameFault`, also for a message of more than `limit` bytes.
 */
export async function* messagesOf(
  chunks: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<Message, void, void> {
  let opcode: number | undefined;
  let parts: Buffer[] = [];
  let size = 0;
  for await (const frame of framesOf(chunks, limit)) {
    if (frame.opcode >= opcodes.close) {
      yield frame;
      continue;
    }
    if ((frame.opcode === opcodes.more) !== (opcode !== undefined))
      throw new FrameFault('a message within another one');
    opcode ??= frame.opcode;
    size += frame.payload.length;
    if (size > limit) throw new FrameFault(`a message of more than ${limit} bytes`);
    if (frame.payload.length > 0) parts.push(frame.payload);
    if (!frame.isLast) continue;
    yield { opcode, payload: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts) };
    [opcode, parts, size] = [undefined, [], 0];
  }
}

interface Head {
  readonly opcode: number;
  readonly isLast: boolean;
  readonly length: number;
}

async function* framesOf(
  chunks: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<Message & Head, void, void> {
  const bytes = new ByteQueue();
  let head: Head | undefined;
  for await (const chunk of chunks) {
    bytes.push(chunk);
    for (;;) {
      head ??= takeHead(bytes, limit);
      if (!head || bytes.size < head.length) break;
      yield { ...head, payload: bytes.take(head.length) };
      head = undefined;
    }
  }
}

function takeHead(bytes: ByteQueue, limit: number): Head | undefined {
  if (bytes.size < 2) return undefined;
  const short = bytes.at(1) & 0x7f;
  const size = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.size < size) return undefined;
  const isMasked = bytes.at(1) >= 0x80;
  const head = bytes.take(size);
  const first = head[0] ?? 0;
  const opcode = first & 0x0f;
  const isLast = first >= 0x80;
  const length =
    size === 2 ? short : size === 4 ? head.readUInt16BE(2) : Number(head.readBigUInt64BE(2));
  const isKnown = (Object.values(opcodes) as number[]).includes(opcode);
  const isControl = opcode >= opcodes.close;
  if (isMasked || (first & 0x70) !== 0 || !isKnown || (isControl && (!isLast || length > 125)))
    throw new FrameFault('no frame that a server may send');
  if (length > limit) throw new FrameFault(`a message of more than ${limit} bytes`);
  return { opcode, isLast, length };
}

/** Bytes that came in pieces: each is copied once at most. */
class ByteQueue {
  size = 0;
  readonly #pieces: Buffer[] = [];

  push(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.size += piece.length;
  }

  /** Of the first ten: what a head is long. */
  at(index: number): number {
    let left = index;
    for (const piece of this.#pieces) {
      if (left < piece.length) return piece[left] ?? 0;
      left -= piece.length;
    }
    return 0;
  }

  /** `size` has to be as large. */
  take(count: number): Buffer {
    const taken: Buffer[] = [];
    let left = count;
    let used = 0;
    for (const piece of this.#pieces) {
      if (left === 0) break;
      if (piece.length > left) {
        taken.push(piece.subarray(0, left));
        this.#pieces[used] = piece.subarray(left);
        break;
      }
      taken.push(piece);
      left -= piece.length;
      used += 1;
    }
    this.#pieces.splice(0, used);
    this.size -= count;
    return taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
  }
}
