import { expect, test } from 'vitest';
import { readTypeMeta } from './writtenTypeMeta.ts';

const licence = Array.from({ length: 400 }, (_, line) => `# line ${line} of a licence`);

test.each(['\n', '\r\n', '\r'])(
  'a long comment before a document costs nothing, ends %j',
  (end) => {
    const text = [...licence, '', 'apiVersion: v1', 'kind: Pod', ''].join(end);
    const { apiVersion, kind } = readTypeMeta(text);
    expect([apiVersion?.value, kind?.value]).toEqual(['v1', 'Pod']);
    expect(text.slice(kind?.start, kind?.end)).toBe('Pod');
  },
);

test('a document that stands indented as a whole has a typeMeta', () => {
  const text = '# a\r\n---\r\n\r\n   apiVersion: v1\r\n   kind: Pod\r\n';
  expect(readTypeMeta(text).kind?.value).toBe('Pod');
});

test('a document of which the first line alone stands indented has a typeMeta', () => {
  for (const first of [' ---', '  a: b'])
    expect(readTypeMeta(`${first}\napiVersion: v1\nkind: Pod\n`).kind?.value).toBe('Pod');
  expect(readTypeMeta('  prose\n\nkind: of text\n').kind).toBeUndefined();
});

test('a key below another one is no typeMeta', () => {
  expect(readTypeMeta('a:\n  apiVersion: v1\n  kind: Pod\n')).toEqual({
    hasMetadata: false,
    hasSpec: false,
  });
});
