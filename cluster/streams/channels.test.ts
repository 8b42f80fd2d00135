import { expect, test } from 'vitest';
import { channels, closeOf, messageOf, piecesOf } from './channels.ts';

test('the numbers of the channels are those of the protocol', () => {
  expect(channels).toEqual({ input: 0, output: 1, errorOutput: 2, status: 3, size: 4 });
  expect([...closeOf(channels.input)]).toEqual([255, 0]);
});

test('a message is its channel and its bytes', () => {
  expect([...messageOf(channels.size, Uint8Array.of(7, 8))]).toEqual([4, 7, 8]);
  expect([...messageOf(channels.input, Uint8Array.of())]).toEqual([0]);
});

test.each([
  [0, []],
  [1, [1]],
  [32_768, [32_768]],
  [32_769, [32_768, 1]],
  [65_536, [32_768, 32_768]],
])('%i bytes go in pieces of %j', (length, expected) => {
  const bytes = new Uint8Array(length).map((_, index) => index % 251);
  const pieces = [...piecesOf(bytes)];
  expect(pieces.map((piece) => piece.length)).toEqual(expected);
  expect(Buffer.concat(pieces)).toEqual(Buffer.from(bytes));
});
