/** The channels of `channel.k8s.io`: the first byte of a message says for which of them the others are. */

export const channels = { input: 0, output: 1, errorOutput: 2, status: 3, size: 4 } as const;

/** From version 5 on: what is written on the channel behind it has come to its end. */
const closeSignal = 255;

export const closesChannels = 'v5.channel.k8s.io';
export const closesNothing = 'v4.channel.k8s.io';

/** What one message holds at most, in bytes: what kubelets themselves send. */
const mostBytes = 32 * 1024;

export function messageOf(channel: number, bytes: Uint8Array): Buffer {
  const message = Buffer.allocUnsafe(1 + bytes.length);
  message[0] = channel;
  message.set(bytes, 1);
  return message;
}

export function closeOf(channel: number): Buffer {
  return Buffer.from([closeSignal, channel]);
}

/** The bytes in pieces that a server takes. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array, void, void> {
  for (let from = 0; from < bytes.length; from += mostBytes)
    yield bytes.subarray(from, from + mostBytes);
}
