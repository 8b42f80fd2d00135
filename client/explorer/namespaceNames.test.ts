import { expect, test } from 'vitest';
import { namespaceNamesIn } from './namespaceNames.ts';

test('names stand with blanks or commas between, each once', () => {
  expect(namespaceNamesIn(' team-a, team-b  team-a')).toEqual({ names: ['team-a', 'team-b'] });
  expect(namespaceNamesIn('  ')).toEqual({ names: [] });
});

test.each(['Team', 'a_b', '-a', 'a-', 'a/b', 'x'.repeat(64)])('%s is no namespace', (word) => {
  expect(namespaceNamesIn(`fine ${word}`).wrong).toBe(word);
});
