import { expect, test } from 'vitest';
import { parse } from '../../yaml/parse.ts';
import { writtenTexts } from './writtenTexts.ts';

test('what aliases name again and again is given once', () => {
  const levels = Array.from(
    { length: 30 },
    (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`,
  );
  const source = ['a0: &a0 [word]', ...levels, 'other: text'].join('\n');
  const { root } = parse(source);
  if (!root) throw new Error('nothing is read');
  const texts = [...writtenTexts(root)].map((span) => source.slice(...span));
  expect(texts).toEqual(['word', 'text']);
  expect([...writtenTexts(root, new Set(['other']))]).toHaveLength(1);
});
