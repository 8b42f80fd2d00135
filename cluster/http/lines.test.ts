import { expect, test } from 'vitest';
import { seededRandom } from '../../test/harness/seededEdits.ts';
import { LineTooLong, linesOf } from './lines.ts';

async function* chunksOf(...parts: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

const read = (...parts: (string | Buffer)[]) =>
  Array.fromAsync(linesOf(chunksOf(...parts), { limit: 32 }));

test('lines are the same however the bytes come', async () => {
  const text = '{"a":1}\n{"b":"ä€😀"}\n\n{"c":3}';
  const bytes = Buffer.from(text);
  const expected = text.split('\n').filter(Boolean);
  expect(await read(text)).toEqual(expected);
  const random = seededRandom(1);
  for (let round = 0; round < 200; round++) {
    const cuts = Array.from({ length: 4 }, () => random(bytes.length)).sort((a, b) => a - b);
    const parts = [0, ...cuts].map((from, at) => bytes.subarray(from, cuts[at]));
    expect(await read(...parts)).toEqual(expected);
  }
});

test('empty lines are left out, and ends of two characters are none of the text', async () => {
  expect(await read('a\n\n \nb\r\n')).toEqual(['a', 'b\r']);
  expect(await read('')).toEqual([]);
  expect(await read('\n')).toEqual([]);
});

test('a line of the longest length is read, and one that is longer by a byte ends the reading', async () => {
  expect(await read('x'.repeat(32) + '\n')).toEqual(['x'.repeat(32)]);
  await expect(read('x'.repeat(20), 'x'.repeat(13))).rejects.toThrow(LineTooLong);
  await expect(read(`short\n${'x'.repeat(33)}\n`)).rejects.toThrow('more than 32 bytes');
});

test('no more of the stream is read than lines are taken', async () => {
  let chunks = 0;
  async function* endless() {
    for (;;) yield await Promise.resolve(Buffer.from(`line ${++chunks}\n`));
  }
  const lines = linesOf(endless());
  expect((await lines.next()).value).toBe('line 1');
  expect((await lines.next()).value).toBe('line 2');
  expect(chunks).toBe(2);
  await lines.return();
});

test('the error of the stream is that of its lines', async () => {
  async function* broken() {
    yield await Promise.resolve(Buffer.from('one\ntw'));
    throw new Error('reset');
  }
  const lines = linesOf(broken());
  expect((await lines.next()).value).toBe('one');
  await expect(lines.next()).rejects.toThrow('reset');
});

test('of text every line counts, and one that is too long is cut between characters', async () => {
  const text = (...parts: (string | Buffer)[]) =>
    Array.fromAsync(linesOf(chunksOf(...parts), { limit: 8, isText: true }));
  expect(await text('a\n\n \nb')).toEqual(['a', '', ' ', 'b']);
  expect(await text('12345678\n', '1234', '56789', 'abc\nnext\n')).toEqual([
    '12345678',
    '12345678…',
    'next',
  ]);
  expect(await text(`1234567ä\n`)).toEqual(['1234567…']);
});

test('a line of text without an end takes no more memory than its limit', async () => {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  async function* endless() {
    for (let count = 0; count < 64; count++) yield await Promise.resolve(chunk);
  }
  const [line = ''] = await Array.fromAsync(linesOf(endless(), { isText: true }));
  expect(line.length).toBe(16 * 1024 + 1);
});
