import { expect, test } from 'vitest';
import { FrameFault, frameOf, messagesOf, opcodes } from './frames.ts';
import { seededRandom } from '../../test/harness/seededEdits.ts';

/** As a server sends it. */
function frame(opcode: number, payload: Buffer, { first = 0x80 | opcode } = {}): Buffer {
  const { length } = payload;
  const size = length < 126 ? [length] : [126, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([first, ...size]), payload]);
}

async function read(chunks: readonly Buffer[], limit = 1000): Promise<string[]> {
  const found: string[] = [];
  for await (const { opcode, payload } of messagesOf(chunksOf(chunks), limit))
    found.push(`${opcode} ${payload.toString()}`);
  return found;
}

async function* chunksOf(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

const text = (words: string) => Buffer.from(words);

test('what is written is masked, and the same when it is read', () => {
  for (const length of [0, 1, 125, 126, 65_535, 65_536, 70_000]) {
    const payload = Buffer.alloc(length, 'abc');
    const written = frameOf(opcodes.binary, payload);
    const size = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    expect(written.length).toBe(size + 4 + length);
    expect(written[1]! & 0x80).toBe(0x80);
    const mask = written.subarray(size, size + 4);
    const plain = written.subarray(size + 4).map((byte, at) => byte ^ mask[at & 3]!);
    expect(Buffer.from(plain).equals(payload)).toBe(true);
  }
});

test('messages are the same however the bytes are cut, and controls may stand within a message', async () => {
  const stream = Buffer.concat([
    frame(2, text('one')),
    frame(2, text('tw'), { first: 2 }),
    frame(9, text('ping')),
    frame(0, text(''), { first: 0 }),
    frame(0, text('o')),
    frame(2, Buffer.alloc(300, 'x')),
    frame(8, text('')),
  ]);
  const whole = await read([stream]);
  expect(whole).toEqual(['2 one', '9 ping', '2 two', `2 ${'x'.repeat(300)}`, '8 ']);
  const random = seededRandom(7);
  for (let round = 0; round < 200; round++) {
    const chunks: Buffer[] = [];
    for (let at = 0; at < stream.length;) {
      const end = at + 1 + random(round % 2 ? 5 : 90);
      chunks.push(stream.subarray(at, end));
      at = end;
    }
    expect(await read(chunks)).toEqual(whole);
  }
});

test.each<[string, Buffer]>([
  ['is masked', Buffer.from([0x82, 0x81, 1, 2, 3, 4, 5])],
  ['has bits that nothing was agreed upon', frame(2, text('x'), { first: 0xc2 })],
  ['is of no known sort', frame(3, text('x'))],
  ['goes on with nothing', frame(0, text('x'))],
  [
    'begins within another one',
    Buffer.concat([frame(2, text('x'), { first: 2 }), frame(2, text('y'))]),
  ],
  ['is a control in parts', frame(9, text('x'), { first: 9 })],
  ['is a control of more than 125 bytes', frame(9, Buffer.alloc(126))],
  ['is larger than the limit', frame(2, Buffer.alloc(1001))],
  ['says that it is huge', Buffer.from([0x82, 127, 255, 255, 255, 255, 255, 255, 255, 255])],
  [
    'is larger than the limit in all its parts',
    Buffer.concat([
      frame(2, Buffer.alloc(600), { first: 2 }),
      frame(0, Buffer.alloc(600), { first: 0 }),
    ]),
  ],
])('a message that %s is a fault', async (_, bytes) => {
  await expect(read([bytes])).rejects.toThrow(FrameFault);
});

test('bytes of which no message came are no message', async () => {
  expect(await read([frame(2, text('whole')), frame(2, text('half')).subarray(0, 4)])).toEqual([
    '2 whole',
  ]);
});
