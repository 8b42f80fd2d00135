import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { recover } from './recover.ts';

const recovered = (text: string) => recover(new ManifestDocument(text, 1));
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

test('every place of the text that is read leads back to the original one', () => {
  const text = `spec:\n  k: "a\n b"\n  list:\n - c\n - d\n  e: f\n`;
  const found = recovered(text);
  const read = found?.document.text ?? '';
  expect(read).not.toBe(text);
  for (const { 0: sign, index } of read.matchAll(/[^ ]/g)) {
    const [start] = found?.toOriginal([index, index + 1]) ?? [];
    expect(text[start ?? -1]).toBe(sign);
  }
});

test('an open quote that nothing closes is left to the parser', () => {
  expect(recovered('a: "b\nc: d\ne: f\n')).toBeUndefined();
});

test('of many lists that lost their indentation a hundred are told, and all are read', () => {
  const found = recovered(many(300, (i) => `k${i}:\n    list:\n  - a\n`));
  expect(found?.findings).toHaveLength(100);
  expect(found?.document.parsed.problems).toEqual([]);
});
