import { expect, test } from 'vitest';
import { decodeKubeconfig, encodeKubeconfig } from './kubeconfigText.ts';

const text = 'kind: Config # ä\n';
const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');

test.each<[string, Buffer, object]>([
  ['UTF-8', Buffer.from(text), { encoding: 'utf-8', hasMark: false }],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), { encoding: 'utf-8', hasMark: true }],
  ['UTF-16, small end first', utf16, { encoding: 'utf-16le', hasMark: true }],
  ['UTF-16, large end first', Buffer.from(utf16).swap16(), { encoding: 'utf-16be', hasMark: true }],
])('%s is read and written back byte by byte', (_what, bytes, found) => {
  const decoded = decodeKubeconfig(bytes);
  expect(decoded).toEqual({ text, ...found });
  expect(encodeKubeconfig(decoded).equals(bytes)).toBe(true);
});

test('bytes that are no text are refused', () => {
  expect(() => decodeKubeconfig(Buffer.from([0x61, 0xff]))).toThrow();
  expect(() => decodeKubeconfig(Buffer.from([0xff, 0x61]))).toThrow();
  expect(() => decodeKubeconfig(Buffer.from([0xfe, 0x61]))).toThrow();
});
