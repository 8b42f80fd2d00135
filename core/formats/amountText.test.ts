import { expect, test } from 'vitest';
import { coresText, memoryText, wholeMemoryText } from './amountText.ts';

const mebi = 1024 ** 2;

test.each([
  [0, '0'],
  [512, '512'],
  [1536, '1.5Ki'],
  [384 * mebi, '384Mi'],
  [4506 * mebi, '4.4Gi'],
  [1024 ** 4, '1Ti'],
  [-2 * mebi, '-2Mi'],
])('%s bytes are %s', (bytes, text) => {
  expect(memoryText(bytes)).toBe(text);
});

test.each([
  [0, '0'],
  [1000, '1000'],
  [4506 * mebi, '4506Mi'],
  [4096 * mebi, '4Gi'],
])('%s bytes are %s without loss', (bytes, text) => {
  expect(wholeMemoryText(bytes)).toBe(text);
});

test('processors are told in cores', () => {
  expect([0.1, 1, 2.3456].map(coresText)).toEqual(['0.1', '1', '2.346']);
});
