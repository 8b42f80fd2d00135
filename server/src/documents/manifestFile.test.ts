import { expect, test } from 'vitest';
import { ManifestFile } from './manifestFile.ts';

function open(text: string): ManifestFile {
  let id = 0;
  return new ManifestFile('file:///a.yaml', 'yaml', 1, text, () => ++id);
}

/** The file must be what a fresh one of the same text is, wherever its documents came from. */
function expectSameAsFresh(file: ManifestFile, text: string): void {
  const fresh = open(text);
  expect(file.text).toBe(text);
  expect(file.documents.map((document) => [document.text, document.startLine])).toEqual(
    fresh.documents.map((document) => [document.text, document.startLine]),
  );
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

test('random edits leave the same file as opening the result anew', () => {
  const alphabet = ['---\n', '\n', 'a: 1\n', '...\n', '-', '\r\n', ' ', '--- # x\n', 'b:\n  - c\n'];
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  let text = 'kind: A\n---\nkind: B\n...\nkind: C\n';
  const file = open(text);
  for (let version = 2; version < 600; version++) {
    const from = random(text.length + 1);
    const to = Math.min(text.length, from + random(6));
    const inserted = Array.from(
      { length: random(3) },
      () => alphabet[random(alphabet.length)],
    ).join('');
    // Positions inside a CRLF pair cannot be named in LSP.
    if ([from, to].some((at) => text[at] === '\n' && text[at - 1] === '\r')) continue;
    const range = { start: place(text, from), end: place(text, to) };
    text = text.slice(0, from) + inserted + text.slice(to);
    file.update([{ range, text: inserted }], version);
    expectSameAsFresh(file, text);
  }
});

function place(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

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
