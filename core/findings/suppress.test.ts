import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import type { Finding, Suppressed } from './finding.ts';
import { isSuppressed, suppressedIn, withoutSuppressed } from './suppress.ts';

/** Codes that are left of one finding on every line that begins with a letter; its code is the line's first word. */
function left(text: string): string[] {
  const document = new ManifestDocument(text, 1);
  const findings = [...text.matchAll(/^[a-z]+/gm)].map(({ 0: code, index }): Finding => ({
    code,
    severity: 'error',
    span: [index, index + 1],
    message: '',
  }));
  return withoutSuppressed(document, findings)
    .map(({ code }) => code)
    .filter((code) => code !== 'unknown-code');
}

/** The same by what is kept of the comments where the text is not. */
function leftLater(text: string): string[] {
  const document = new ManifestDocument(text, 1);
  const kept = JSON.parse(JSON.stringify(suppressedIn(document) ?? null)) as Suppressed | null;
  return text.split('\n').flatMap((line, at) => {
    const [code] = /^[a-z]+/.exec(line) ?? [];
    return code === undefined || (kept && isSuppressed(kept, code, at)) ? [] : [code];
  });
}

test('a comment counts for the line below and for its own, no further', () => {
  expect(left('# dpm-ignore a\na: 1\nb: 1\n')).toEqual(['b']);
  expect(left('a: 1 # dpm-ignore a\nb: 1 # dpm-ignore a\n')).toEqual(['b']);
  expect(left('# dpm-ignore a\n\na: 1\n')).toEqual(['a']);
});

test('comment lines stack, those that say something else between them', () => {
  expect(left('# dpm-ignore a -- reason\n# words\n# dpm-ignore b, c\nb: 1\n')).toEqual([]);
  expect(left('# dpm-ignore a -- reason\n# words\n# dpm-ignore b, c\na: 1\nc: 1\n')).toEqual(['c']);
});

test('a comment without a code counts for all of them', () => {
  expect(left('# dpm-ignore\na: 1\nb: 1\n')).toEqual(['b']);
  expect(left('a: 1\nb: 1\n# dpm-ignore-document b\n')).toEqual(['a']);
  expect(left('a: 1\nb: 1\n# dpm-ignore-document\n')).toEqual([]);
});

test('words that only begin alike switch nothing off', () => {
  expect(left('# dpm-ignored a\na: 1\n')).toEqual(['a']);
  expect(left('# dpm-ignore aa\na: 1\n')).toEqual(['a']);
});

/** What is said of the comments themselves, with the text that is marked. */
function said(text: string): string[] {
  const document = new ManifestDocument(text, 1);
  return withoutSuppressed(document, []).map(
    ({ severity, message, span, fix }) =>
      `${severity} ${text.slice(...span)}: ${message}${fix ? ` (${fix.edits[0]?.[1]})` : ''}`,
  );
}

test('a comment that names a code that does not exist says so, with the one that is meant', () => {
  expect(said('a: 1\nb: 1 # dpm-ignore wrong-type, wrong-tipe -- x\n')).toEqual([
    'warning wrong-tipe: no rule has the code wrong-tipe: did you mean wrong-type? (wrong-type)',
  ]);
  expect(said('# dpm-ignore-document qqqq\n')).toEqual(['warning qqqq: no rule has the code qqqq']);
});

test('a comment of words is told once, with where they belong', () => {
  expect(said('# dpm-ignore because we know\n')).toEqual([
    'warning because: no rule has the code because (write the reason behind "--")',
  ]);
});

test('a comment with codes of rules, formats and checks, or with none, is good', () => {
  expect(
    said('# dpm-ignore\n# dpm-ignore format-image, one-of,unknown-field -- all of it\n'),
  ).toEqual([]);
});

test('the finding on a comment can be switched off like any other', () => {
  expect(said('# dpm-ignore unknown-code, qqqq\n')).toEqual([]);
});

test('what is kept of the comments switches off the same without the text', () => {
  for (const text of [
    '# dpm-ignore a\na: 1\nb: 1\n',
    'a: 1 # dpm-ignore a\nb: 1 # dpm-ignore a\n',
    '# dpm-ignore a -- reason\n# words\n# dpm-ignore b, c\nb: 1 # dpm-ignore d\nc: 1\n',
    '# dpm-ignore\na: 1\nb: 1\n',
    'a: 1\nb: 1\n# dpm-ignore-document b\n',
    'a: 1\nb: 1\n# dpm-ignore-document\n',
    'a: 1\nb: 1\n',
  ])
    expect(leftLater(text)).toEqual(left(text));
});

test('of a document without such comments nothing is kept', () => {
  expect(suppressedIn(new ManifestDocument('# words\na: 1\n', 1))).toBeUndefined();
  expect(suppressedIn(new ManifestDocument('# dpm-ignored\na: 1\n', 1))).toBeUndefined();
});

test('what is kept of many comments above one another grows with the lines that they count for', () => {
  const text = `${'# dpm-ignore a\n'.repeat(1_000)}a: 1\n`;
  const { byLine = {} } = suppressedIn(new ManifestDocument(text, 1)) ?? {};
  expect(Object.keys(byLine)).toEqual(['1000']);
});
