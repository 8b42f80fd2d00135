import { expect, test } from 'vitest';
import { isBlankOrComment, linesOf } from './lines.ts';

const texts = (text: string, offset?: number) =>
  [...linesOf(text, offset)].map(({ start, end }) => text.slice(start, end));

test('a line ends with any of the three line breaks', () => {
  expect(texts('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
  expect(texts('a\r\n\r\nb\n')).toEqual(['a', '', 'b', '']);
  expect(texts('')).toEqual(['']);
});

test('reading starts where it is told to', () => {
  expect(texts('ab\ncd', 1)).toEqual(['b', 'cd']);
});

test('blanks and comments are no content', () => {
  expect(['', ' \t', '# a', '  # a'].every(isBlankOrComment)).toBe(true);
  expect(['a', ' a # b', '---'].some(isBlankOrComment)).toBe(false);
});
