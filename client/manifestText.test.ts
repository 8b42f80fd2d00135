import { expect, test } from 'vitest';
import { manifestHeadLength, wantsLanguageServer } from './manifestText.ts';

test('any YAML starts the server, even an empty file', () => {
  expect(wantsLanguageServer('yaml', '')).toBe(true);
});

test('JSON starts the server only when it names apiVersion and kind', () => {
  expect(wantsLanguageServer('json', '{"apiVersion": "v1", "kind": "Pod"}')).toBe(true);
  expect(wantsLanguageServer('json', '{"name": "app", "kind": "library"}')).toBe(false);
  expect(wantsLanguageServer('json', '{"description": "apiVersion kind"}')).toBe(false);
});

test('only the start of a JSON file counts', () => {
  const late = `{"data": "${'x'.repeat(manifestHeadLength)}", "apiVersion": "v1", "kind": "Pod"}`;
  expect(wantsLanguageServer('json', late)).toBe(false);
});

test('other languages never start it', () => {
  expect(wantsLanguageServer('markdown', 'apiVersion: v1\nkind: Pod')).toBe(false);
});
