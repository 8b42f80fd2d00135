import { expect, test } from 'vitest';
import { FrameReader } from './frames.ts';

const frame = (body: string, more = ''): string =>
  `Content-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

/** The stream in pieces of `size` bytes. */
function read(stream: string, size: number): { bodies: string[]; fault: string | undefined } {
  const reader = new FrameReader();
  const bytes = Buffer.from(stream);
  const bodies: string[] = [];
  let fault: string | undefined;
  for (let at = 0; at < bytes.length; at += size) {
    const frames = reader.take(bytes.subarray(at, at + size));
    bodies.push(...frames.bodies.map(String));
    ({ fault } = frames);
  }
  return { bodies, fault };
}

const bodies = ['{"jsonrpc":"2.0"}', 'é漢\u{1F600}', '', '{}'];
const whole = [
  frame('{"jsonrpc":"2.0"}'),
  frame('é漢\u{1F600}', 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n'),
  frame(''),
  'content-length:2\r\n\r\n{}',
].join('');

test.each([1, 2, 7, 1000])('messages are read in their order, %i bytes at once', (size) => {
  expect(read(whole.repeat(3), size)).toEqual({
    bodies: [...bodies, ...bodies, ...bodies],
    fault: undefined,
  });
});

test('a message without a body is whole with its header', () => {
  expect(read(frame(''), 1_000).bodies).toEqual(['']);
});

test('a message that is not whole waits', () => {
  expect(read(frame('{}').slice(0, -1), 3)).toEqual({ bodies: [], fault: undefined });
});

test.each([
  ['X: 1\r\n\r\n{}', /no Content-Length/],
  ['Content-Length: abc\r\n\r\n{}', /not one of the language server protocol/],
  ['Content-Length: -5\r\n\r\n{}', /not one of the language server protocol/],
  ['Content-Length: 1e3\r\n\r\n{}', /not one of the language server protocol/],
  ['nonsense\r\nContent-Length: 2\r\n\r\n{}', /not one of the language server protocol/],
  ['Content-Length: 5\r\n\r\n{"jsonrpc":"2.0"}Content-Length: 2\r\n\r\n{}', /no Content-Length/],
  ['Content-Length: 4000000000\r\n\r\n{}', /says that it has 4000000000 bytes/],
  ['x'.repeat(9_000), /more than 8192 bytes/],
])('%j is told', (stream, words) => {
  for (const size of [1, 7, 10_000]) expect(read(whole + stream, size).fault).toMatch(words);
});
