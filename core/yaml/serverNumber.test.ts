import { expect, test } from 'vitest';
import { parseExactManifest, parseManifest } from '../model/manifestDocuments.ts';
import { parse } from './parse.ts';
import { serverNumber } from './serverNumber.ts';

// What sigs.k8s.io/yaml, the API server's reader, makes of these.
test.each<[string, number | bigint | undefined]>([
  ['0o440', 288],
  ['0O17', 15],
  ['0440', 288],
  ['0X1f', 31],
  ['-0x10', -16],
  ['+0b11', 3],
  ['0B11', 3],
  ['1_000', 1000],
  ['1_000.5', 1000.5],
  ['00', 0],
  ['0899', 899],
  ['.5', 0.5],
  ['2.', 2],
  ['1e3', 1000],
  ['9007199254740993', 9007199254740993n],
  ['0x7fffffffffffffff', 9223372036854775807n],
  ['-9223372036854775808', -9223372036854775808n],
  ['18446744073709551615', 18446744073709551615n],
  ['18446744073709551616', 18446744073709551616],
  ['-9223372036854775809', -9223372036854775808],
  ['0x1ffffffffffffffff', undefined],
  ['1e400', undefined],
  ['0o8', undefined],
  ['0b2', undefined],
  ['0x', undefined],
  ['1.2.3', undefined],
  ['12:30:45', undefined],
  ['2026-01-01', undefined],
  ['-', undefined],
  ['1Gi', undefined],
])('%s is the number %s', (source, value) => {
  expect(serverNumber(source)).toBe(value);
});

test('a whole number of any length is read in time that grows with it and no faster', () => {
  expect(serverNumber('9'.repeat(300))).toBe(1e300);
  expect(serverNumber('9'.repeat(2_000_000))).toBeUndefined();
  expect(serverNumber(`0x${'f'.repeat(2_000_000)}`)).toBeUndefined();
  expect(serverNumber(`0${'0'.repeat(100)}7`)).toBe(7);
});

test('tags are taken as the server takes them', () => {
  expect(parseExactManifest('a: !!binary aGVs\nb: !!str 5\nc: !!float 5\nd: !Ref 5\n')).toEqual({
    a: 'hel',
    b: '5',
    c: 5,
    d: '5',
  });
  expect(parse('a: !!binary "@"\nb: !!int x\n').problems).toMatchObject([
    { kind: 'wrong base64' },
    { kind: 'tag of another type' },
  ]);
});

test('the exact reading has every digit, the other one has numbers only', () => {
  const text = 'a: 9007199254740993\nb: [-9007199254740993]\nc: 5\n';
  expect(parseExactManifest(text)).toEqual({
    a: 9007199254740993n,
    b: [-9007199254740993n],
    c: 5,
  });
  expect(parseManifest(text)).toEqual({ a: 9007199254740992, b: [-9007199254740992], c: 5 });
});
