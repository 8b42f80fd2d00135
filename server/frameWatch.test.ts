import { expect, test } from 'vitest';
import { FrameWatch } from './frameWatch.ts';

const frame = (body: string, more = ''): string =>
  `Content-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

/** The stream in pieces of `size` bytes. */
function faultOf(stream: string, size = 7): string | undefined {
  const watch = new FrameWatch();
  const bytes = Buffer.from(stream);
  let fault: string | undefined;
  for (let at = 0; at < bytes.length; at += size) fault = watch.take(bytes.subarray(at, at + size));
  return fault;
}

const whole = [
  frame('{"jsonrpc":"2.0"}'),
  frame('é漢\u{1F600}', 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n'),
  frame(''),
  'content-length:2\r\n\r\n{}',
].join('');

test.each([1, 2, 7, 1000])(
  'a stream that keeps to the protocol has no fault, %i bytes at once',
  (size) => {
    expect(faultOf(whole.repeat(3), size)).toBeUndefined();
  },
);

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
  for (const size of [1, 7, 10_000]) expect(faultOf(whole + stream, size)).toMatch(words);
});
