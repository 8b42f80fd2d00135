import { expect, test } from 'vitest';
import { isSnippetPlace } from './snippetPlace.ts';

/** `|` is the cursor. */
function isOffered(marked: string): boolean {
  const lines = marked.split('\n');
  const line = lines.findIndex((text) => text.includes('|'));
  const character = lines[line]?.indexOf('|') ?? 0;
  return isSnippetPlace((at) => (lines[at] ?? '').replace('|', ''), lines.length, {
    line,
    character,
  });
}

test.each([
  '|',
  'pod-c|',
  '# what it is for\n\npvc|',
  'kind: Pod\n---\n|\n---\nkind: Pod',
  '\n|\n\n',
])('a manifest may start at %j', (marked) => {
  expect(isOffered(marked)).toBe(true);
});

test.each([
  'kind: Pod|',
  'kind: Pod\n|',
  '|\nkind: Pod',
  '  pod|',
  'metadata:\n  pod|',
  'pod| name',
  '--|',
  '# pod|',
])('none starts in %j', (marked) => {
  expect(isOffered(marked)).toBe(false);
});
