import { expect, test } from 'vitest';
import { checkSyntax } from '../checks/syntax.ts';
import { valueOf } from './nodeValue.ts';
import { parse } from './parse.ts';

/** `line:column kind`, with `!` where the tree behind it is a guess. */
function problemsOf(text: string): string[] {
  return parse(text).problems.map(({ kind, span: [start], isLocal }) => {
    const lines = text.slice(0, start).split('\n');
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} ${kind}${isLocal ? '' : '!'}`;
  });
}

test.each([
  'a: [\n1,\n2\n]\nb: {\nc: 1\n}\n',
  'a: "x\ny"\nb: \'x\n\ny\'\n',
  'a: [\n\t1,\n\t2]\nb: {\n\tc: 1}\n',
  '---# comment\na: "b"# comment\n',
  'a: 0O17\n? b\n: c\n',
  'a: |\n x\n  y\n\nb: >+2\n    x\n',
])('what the decoder takes is no problem: %j', (text) => {
  expect(problemsOf(text)).toEqual([]);
});

test.each([
  ['a: b\n\t\nc: d\n', ['2:1 tab']],
  ['a: "b"\n\t# c\n', ['2:1 tab']],
  ['-\tb\n', ['1:2 tab']],
  ['- \tb: 1\n', ['1:3 tab']],
  ['%YAML 1.1\n', ['1:1 directive']],
  ['--- a: 1\n', ['1:5 separator']],
  ['----\na: 1\n', ['1:1 separator']],
  ['a: "\\/"\n', ['1:5 escape']],
  ['a: "\\ud83d\\ude00"\n', ['1:5 escape of a surrogate']],
  ['a: &b.c x\n', ['1:4 anchor name']],
  ['a: && b\n', ['1:4 anchor name']],
  ['a: * * * * *\n', ['1:4 alias name']],
  ['a: *b\n', ['1:4 unknown anchor']],
  ['a: &b [*b]\n', ['1:8 circular alias']],
  ['a: @b\nc: %d\ne: `f`\n', ['1:4 sign', '2:4 sign', '3:4 sign']],
  ['<<: x\n', ['1:5 merge']],
  ['null: x\n', ['1:1 null key']],
  ['? [a]\n: x\n', ['1:3 collection as key']],
  ['a: !!int x\nb: !!binary "@"\n', ['1:10 tag of another type', '2:13 wrong base64']],
  ['a: 1\x07\n', ['1:5 control character']],
  ['a: "b\x01"\nc: d\n', ['1:6 control character']],
  ['a: "b\0c"\nd: e\n', ['1:6 control character!']],
  ['a: b c: d\ne: "f\n  \0"\n', ['1:7 key in a value!']],
  ['a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n', ['2:1 merge conflict!']],
  ['a:\n  <<<<<<< HEAD\n  b: 2\n  =======\n  >>>>>>> x\n', ['2:3 merge conflict!']],
  ['a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> x\nb: c: d\n', ['5:5 key in a value!']],
  ['{\n// c\n"a": "//", /* d\n*/ "b": [1,],\n}', ['2:1 comment of JSON']],
  ['{"a": "// b"}', []],
  ['{a: //b}', []],
  ['a\nb: 1\n', ['1:1 missing colon']],
  ['a:\n  b\n  c: 1\nd: 2\n', ['2:3 missing colon']],
  ['a:\n  b: 1\n  c d\ne: 2\n', ['3:3 missing colon']],
  ['a:\n  - b\n    c: 1\n', ['2:5 missing colon']],
  ['a:\n  b c\n  d: 1\n', ['3:3 line too deep!']],
  ['a:\n  b\n    c: 1\n', ['3:5 line too deep!']],
  ['- b:c\n  d: e\n', ['1:3 glued colon!']],
  ['- a: b\n  c:/d\n', ['2:3 glued colon']],
  ['- a: b\n  http://d\n', ['2:3 missing colon']],
  ['a:\n  -b: c\n   d: e\n', ['2:3 glued dash!']],
  ['a: b\n  c: d\n', ['2:3 line too deep!']],
  ['a:\n    b: 1\n  c: 2\n', ['3:3 key column!']],
  ['a:\n  - b\n - c\n', ['3:2 item column!']],
  ['a: "b\nc: "d"\ne: f\n', ['1:4 open quote!']],
  ['a: [b, c\nd: e\nf: g\n', ['1:4 open bracket!']],
  ['a: {b}/c:1\nd: e\n', ['1:4 text behind bracket!']],
  ['a: "b" c\n', ['1:8 text behind quote!']],
  ['a: {b: c}}\nd: e\n', ['1:10 stray sign!']],
  ['a:\n  b: |\n    c\n   d\n  e: f\n', ['4:4 text below block!']],
  ['  a: 1\nb: 2\n', ['2:1 dropped!']],
  ['a\u200b: 1\n', ['1:2 invisible character']],
  ['kind:\u00a0Pod\na: b\n', ['1:6 invisible character']],
  ['a: "\u00a0b"\nc: d\u00a0e\n', []],
  ['no: 1\n"on": 2\n', ['1:1 key of another type']],
])('%j has the problems %j', (text, expected) => {
  expect(problemsOf(text)).toEqual(expected);
});

test('keys that are the same for the server are there twice', () => {
  const { root } = parse('no: 1\noff: 2\n0x10: 3\n"16": 4\n');
  expect(root?.type === 'map' && root.duplicates.map(({ value }) => value)).toMatchObject([
    { value: 2 },
    { value: 4 },
  ]);
});

test('JSON is read by its own rules', () => {
  const { root, problems } = parse('{\t"a": "\\/ \\ud83d\\ude00"}\n');
  expect(problems).toEqual([]);
  expect(root).toMatchObject({ entries: [{ value: { value: '/ 😀' } }] });
});

test.each([
  ['a: *.b # c\n', 'a: "*.b" # c\n'],
  ['a: @b\n', 'a: "@b"\n'],
  ['- b:c\n  d: e\n', '- b: c\n  d: e\n'],
  ['a:\n  -b: c\n   d: e\n', 'a:\n  - b: c\n   d: e\n'],
  ['kind:\u00a0Pod\na: b\n', 'kind: Pod\na: b\n'],
  ['a\u200b: 1\n', 'a: 1\n'],
  ['----\na: 1\n', '---\na: 1\n'],
  ['--- a: 1\n', '--- \na: 1\n'],
  ['%YAML 1.1\n---\n', '---\n'],
  ['a\nb: 1\n', 'a:\nb: 1\n'],
])('the fix of %j makes %j of it', (text, fixed) => {
  const fix = checkSyntax(parse(text).problems, text)[0]?.fix;
  const [[[start, end], inserted] = [[0, 0], '']] = fix?.edits ?? [];
  expect(text.slice(0, start) + inserted + text.slice(end)).toBe(fixed);
});

test('a key without its colon that ends a mapping leaves what follows where it is', () => {
  const { root } = parse('a:\n  b: 1\n  c\nd: 2\n');
  expect(root && valueOf(root, { isExact: false })).toEqual({ a: { b: 1, c: null }, d: 2 });
});
