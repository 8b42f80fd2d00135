import { expect, test } from 'vitest';
import { certificateBlocks, certificatesIn, fromBase64, wellWrapped } from './pem.ts';

test('base64 is read as strictly as Go reads it, but for line breaks', () => {
  expect(fromBase64('YWI=')).toBe('ab');
  expect(fromBase64('YW\r\nI=\n')).toBe('ab');
  expect(fromBase64('')).toBe('');
  for (const wrong of ['YWI', 'YW I=', 'Y=I=', 'YWI-', '====', 'YWIä'])
    expect(fromBase64(wrong), wrong).toBeUndefined();
});

const block = (body: string, label = 'CERTIFICATE') =>
  `-----BEGIN ${label}-----${body}-----END ${label}-----`;

test('blocks that say to be certificates are found, with what stands around them left out', () => {
  const text = `words ${block('\nAA\n')} ${block('\nBB\n', 'PRIVATE KEY')} ${block('\nCC\n')} tail`;
  expect(certificateBlocks(text)).toEqual([block('\nAA\n'), block('\nCC\n')]);
  expect(certificateBlocks('-----BEGIN CERTIFICATE-----\nAA')).toEqual([]);
  expect(certificatesIn(text)).toEqual([]);
});

test('a block gets plain lines of 64 characters', () => {
  const body = 'A'.repeat(65);
  expect(wellWrapped(`x\n${block(`\n  ${body}\n\n`)}\ny`)).toBe(
    `x\n${block(`\n${'A'.repeat(64)}\nA\n`)}\ny`,
  );
  expect(wellWrapped(block(' \t\r\nAA==\n \t'))).toBe(block('\nAA==\n'));
  expect(wellWrapped(`${block('\n AA\n')}${block('\n BB\n')}`)).toBe(
    `${block('\nAA\n')}${block('\nBB\n')}`,
  );
});

test.each([
  ['has headers of its own', block('\nProc-Type: 4,ENCRYPTED\n\n AA\n')],
  ['begins on the line of its label', block('AA\n AA\n')],
  ['ends on the line of its label', block('\n AA')],
  ['does not end', '-----BEGIN CERTIFICATE-----\n AA\n'],
  ['has half a label', '-----BEGIN CERTIFICATE\n AA\n-----END'],
])('text that %s stays as it is', (_what, text) => {
  expect(wellWrapped(text)).toBe(text);
});
