import { expect, test } from 'vitest';
import { columnFix } from './columnFix.ts';

function fixed(marked: string): string | undefined {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const edits = [...(columnFix(at, text)?.edits ?? [])].sort((a, b) => b[0][0] - a[0][0]);
  if (edits.length === 0) return undefined;
  return edits.reduce((all, [[from, to], word]) => all.slice(0, from) + word + all.slice(to), text);
}

test.each([
  ['a:\n  - b: 1\n   |c: 2\n', 'a:\n  - b: 1\n    c: 2\n'],
  ['a:\n  b: 1\n   |c: 2\n', 'a:\n  b: 1\n  c: 2\n'],
  ['a:\n  b: 1\n |c:\n   d: 1\n   e: 2\nf: 1\n', 'a:\n  b: 1\n  c:\n    d: 1\n    e: 2\nf: 1\n'],
  ['a:\n  - b\n   |- c\n', 'a:\n  - b\n  - c\n'],
])('the line goes to the column above: %j', (text, expected) => {
  expect(fixed(text)).toBe(expected);
});

test.each(['a:\n    b: 1\n  |c: 2\n', '|a: 1\n', 'a: 1\nb: {|c: 1}\n'])(
  'where nothing is one column away nothing moves: %j',
  (text) => {
    expect(fixed(text)).toBeUndefined();
  },
);
