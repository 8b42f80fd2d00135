import { expect, test } from 'vitest';
import { at, type MapNode } from '../yaml/node.ts';
import { parse } from '../yaml/parse.ts';
import { appendToMapping, columnOf, isFlow, linesOf, ownEntries, shift } from './edits.ts';

function mappingIn(text: string, ...path: string[]): MapNode {
  const node = at(parse(text).root, path);
  if (node?.type !== 'map') throw new Error('no mapping');
  return node;
}

function appended(text: string, lines: readonly string[], ...path: string[]): string | undefined {
  const edit = appendToMapping(text, mappingIn(text, ...path), lines);
  if (!edit) return undefined;
  const [[start, end], written] = edit;
  return text.slice(0, start) + written + text.slice(end);
}

test.each([
  ['behind the last key of a block', 'a:\n  b: 1\nc: 2\n', ['d: 3'], 'a:\n  b: 1\n  d: 3\nc: 2\n'],
  ['with several lines', 'a:\n  b: 1\n', ['d:', '  e: 3'], 'a:\n  b: 1\n  d:\n    e: 3\n'],
  [
    'behind a comment',
    'a:\n  b: 1 # words\nc: 2\n',
    ['d: 3'],
    'a:\n  b: 1 # words\n  d: 3\nc: 2\n',
  ],
  [
    'behind a text of several lines',
    'a:\n  b: |\n    x\n\nc: 2\n',
    ['d: 3'],
    'a:\n  b: |\n    x\n  d: 3\n\nc: 2\n',
  ],
  ['at the end of the text', 'a:\n  b: 1', ['d: 3'], 'a:\n  b: 1\n  d: 3'],
  ['behind a key without a value', 'a:\n  b:\n', ['d: 3'], 'a:\n  b:\n  d: 3\n'],
  [
    'with the breaks that the text has',
    'a:\r\n  b: 1\r\nc: 2\r\n',
    ['d: 3'],
    'a:\r\n  b: 1\r\n  d: 3\r\nc: 2\r\n',
  ],
  ['between brackets', 'a: { b: 1 }\n', ['d: 3'], 'a: { b: 1, d: 3 }\n'],
  ['between brackets that hold nothing', 'a: {}\n', ['d: 3'], 'a: {d: 3}\n'],
])('a line is added %s', (_name, text, lines, expected) => {
  expect(appended(text, lines, 'a')).toBe(expected);
});

test('several lines do not fit between brackets, and none are no edit', () => {
  expect(appended('a: { b: 1 }\n', ['c:', '  d: 1'], 'a')).toBeUndefined();
  expect(appended('a:\n  b: 1\n', [], 'a')).toBeUndefined();
});

test('blank lines are added without blanks', () => {
  expect(appended('a:\n  b: 1\n', ['c: |', '', '  d'], 'a')).toBe('a:\n  b: 1\n  c: |\n\n    d\n');
});

test('the lines of an entry are whole lines, or none where other text shares them', () => {
  const text = 'a:\n  b: 1\n  c:\n    d: 2\ne: { f: 1 }';
  const [b, c] = mappingIn(text, 'a').entries;
  const [, e] = mappingIn(text).entries;
  const [f] = mappingIn(text, 'e').entries;
  expect(b && linesOf(text, b)).toEqual([3, 10]);
  expect(c && text.slice(...(linesOf(text, c) ?? [0, 0]))).toBe('  c:\n    d: 2\n');
  expect(e && text.slice(...(linesOf(text, e) ?? [0, 0]))).toBe('e: { f: 1 }');
  expect(f && linesOf(text, f)).toBeUndefined();
});

test('entries that are merged in are not of the mapping itself', () => {
  const text = 'x: &x { b: 1 }\na:\n  <<: *x\n  c: 2\n';
  const own = ownEntries(mappingIn(text, 'a'));
  expect(own.map(({ key }) => key.source)).toEqual(['c']);
});

test('columns count from the start of the line', () => {
  expect(columnOf('ab\ncd', 4)).toBe(1);
  expect(columnOf('ab', 1)).toBe(1);
});

test('brackets tell a mapping between them from one of lines', () => {
  expect(isFlow('a: {}', mappingIn('a: {}', 'a'))).toBe(true);
  expect(isFlow('a:\n  b: 1', mappingIn('a:\n  b: 1', 'a'))).toBe(false);
});

test('lines are shifted together, none beyond the first column', () => {
  expect(shift('a:\n  b', 2)).toBe('  a:\n    b');
  expect(shift('  a:\n    b\n\n c', -2)).toBe('a:\n  b\n\nc');
});
