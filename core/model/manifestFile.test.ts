import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ManifestDocument } from './manifestDocument.ts';
import { ManifestFile, type TextChange } from './manifestFile.ts';

function open(text: string): ManifestFile {
  let id = 0;
  return new ManifestFile('file:///a.yaml', 'yaml', 1, text, { nextId: () => ++id });
}

const shape = ({ raw, text, startLine, startCharacter }: ManifestDocument): unknown[] => [
  ...[raw, text],
  ...[startLine, startCharacter],
];

/** The file must be what a fresh one of the same text is, wherever its documents came from. */
function expectSameAsFresh(file: ManifestFile, text: string): void {
  const fresh = open(text);
  expect(file.text).toBe(text);
  expect(file.documents.map(shape)).toEqual(fresh.documents.map(shape));
}

test('a change makes one new document, the others stay and move', () => {
  const file = open('kind: Pod\n---\nkind: Job\n---\nkind: Secret\n');
  const [first, , third] = file.documents;
  file.update(
    [
      {
        range: { start: { line: 2, character: 9 }, end: { line: 2, character: 9 } },
        text: '\n# x',
      },
    ],
    2,
  );
  expect(file.documents[0]).toBe(first);
  expect(file.documents[2]).toBe(third);
  expect(third?.startLine).toBe(4);
  expect(file.documents[1]?.text).toBe('---\nkind: Job\n# x\n');
});

test('typing and deleting a separator splits and joins', () => {
  const file = open('a: 1\nb: 2\n');
  file.update(
    [
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
        text: '---\n',
      },
    ],
    2,
  );
  expectSameAsFresh(file, 'a: 1\n---\nb: 2\n');
  file.update(
    [{ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } }, text: '' }],
    3,
  );
  expectSameAsFresh(file, 'a: 1\n--\nb: 2\n');
  expect(file.documents).toHaveLength(1);
});

const ofManifests = [
  ...['---\n', '\n', 'a: 1\n', '...\n', '-', '\r\n', ' ', '--- # x\n', 'b:\n  - c\n'],
  ...['\r', '---\r', '\uFEFF', '----\n', '---x\n'],
];
const ofJson = ['{}\n', '{"a": 1}\n', '{', '}', '\n', ' ', '"', '---\n', '...\n', 'a: 1\n'];

test.each([
  ['manifests', ofManifests, 'kind: A\n---\nkind: B\n...\nkind: C\n'],
  ['JSON objects', ofJson, '{}\n{"a": {}}\n{"b": 2}\n'],
])('random edits of %s leave the same file as opening the result anew', (_, alphabet, first) => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  let text = first;
  const file = open(text);
  for (let version = 2; version < 1500; version++) {
    const from = random(text.length + 1);
    const to = Math.min(text.length, from + random(6));
    const inserted = Array.from(
      { length: random(3) },
      () => alphabet[random(alphabet.length)],
    ).join('');
    // Positions inside a CRLF pair cannot be named in LSP.
    if ([from, to].some((at) => text[at] === '\n' && text[at - 1] === '\r')) continue;
    const before = TextDocument.create('file:///a.yaml', 'yaml', 1, text);
    const range = { start: before.positionAt(from), end: before.positionAt(to) };
    text = text.slice(0, from) + inserted + text.slice(to);
    file.update([{ range, text: inserted }], version);
    expectSameAsFresh(file, text);
  }
});

test('what ends a line is written behind new lines as well', () => {
  expect(open('a: 1').lineBreak).toBe('\n');
  expect(open('a: 1\n---\r\nb: 2').lineBreak).toBe('\n');
  expect(open('a: 1\r\nb: 2\n').lineBreak).toBe('\r\n');
  expect(open('a: 1\rb: 2').lineBreak).toBe('\r');
});

test('a place that the file has not is the nearest that it has', () => {
  const file = open('\uFEFFa: 1\r\n---\r\nb: 2');
  const clamp = (line: number, character: number) => {
    const place = file.clamp({ line, character });
    return [place.line, place.character];
  };
  expect(clamp(0, 3)).toEqual([0, 3]);
  expect(clamp(0, 0)).toEqual([0, 1]);
  expect(clamp(0, 99)).toEqual([0, 5]);
  expect(clamp(-1, -1)).toEqual([0, 1]);
  expect(clamp(1e9, 1e9)).toEqual([2, 4]);
  expect(clamp(2 ** 53, 0)).toEqual([2, 0]);
  expect(clamp(1.5, 0.5)).toEqual([1, 0]);
  expect(clamp(NaN, Infinity)).toEqual([0, 1]);
});

test('group, version and kind are known as soon as they are typed, in any order', () => {
  const gvk = (text: string) => open(text).documents[0]?.gvk;
  expect(gvk('kind: Deployment\n  bad: [\napiVersion: apps/v1 # x\n')).toEqual({
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
  });
  expect(gvk('apiVersion: "v1"\nkind: \'Pod\'\n')).toEqual({
    group: '',
    version: 'v1',
    kind: 'Pod',
  });
  expect(gvk('{"kind": "Pod", "apiVersion": "v1"}')).toEqual({
    group: '',
    version: 'v1',
    kind: 'Pod',
  });
  expect(gvk('apiVersion: v1\nkind:\n')).toBeUndefined();
  expect(gvk('metadata:\n  kind: Pod\napiVersion: v1\n')).toBeUndefined();
  expect(
    gvk('# pasted\n    apiVersion: v1\n    kind: Pod\n    metadata:\n      kind: x\n'),
  ).toEqual({
    group: '',
    version: 'v1',
    kind: 'Pod',
  });
});

test('a cyclic alias, a lone tab and a NUL byte are read without a throw', () => {
  for (const text of [
    'a: &x [*x]\n',
    'a:\n\t- b\n',
    'a: \0\n',
    'a: *none\n',
    '&a *a',
    '? [a]\n: b',
    '!!x y',
  ]) {
    expect(() => open(text).documents[0]?.root).not.toThrow();
  }
});

test('changes of many cursors at once leave the same file as one after the other, in any order', () => {
  const count = 40;
  const text = '\uFEFF' + 'kind: A\r\n---\nb: 1\n'.repeat(count);
  const lines = Array.from({ length: count }, (_, index) => 3 * index + 2);
  const at = (line: number) => ({
    range: { start: { line, character: 1 }, end: { line, character: 2 } },
    text: '\n---\nc:',
  });
  const upwards = lines.toReversed().map(at);
  // Each of them adds two lines above the next.
  const downwards = lines.map((line, index) => at(line + 2 * index));
  const beforeMark = {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    text: 'x',
  };
  const changed = (changes: readonly TextChange[]): ManifestFile => {
    const file = open(text);
    file.update(changes, 2);
    return file;
  };
  const wanted = changed([]);
  for (const change of upwards) wanted.update([change], 2);
  expectSameAsFresh(changed(upwards), wanted.text);
  expectSameAsFresh(changed(downwards), wanted.text);
  expectSameAsFresh(changed([...upwards, beforeMark]), 'x' + wanted.text);
  expect(wanted.documents.length).toBeGreaterThan(2 * count);
});

test('no place lies between the halves of a line break', () => {
  const document = open('kind: A\r\nb: 1\r\n').documentAt(0);
  const places = Array.from({ length: 10 }, (_, offset) => document.positionAt(offset));
  expect(places.slice(6)).toEqual([
    { line: 0, character: 6 },
    { line: 0, character: 7 },
    { line: 0, character: 7 },
    { line: 1, character: 0 },
  ]);
});
