import { expect, test } from 'vitest';
import { RecentMap } from './recentMap.ts';

test('what was used last is kept, what was not is made anew', () => {
  const made: string[] = [];
  const map = new RecentMap<string, string | undefined>(2);
  const ask = (key: string, value?: string) =>
    map.getOrMake(key, () => {
      made.push(key);
      return value;
    });
  expect([ask('a', '1'), ask('b'), ask('a'), ask('b')]).toEqual(['1', undefined, '1', undefined]);
  expect(made).toEqual(['a', 'b']);
  ask('a');
  ask('c');
  expect(map.size).toBe(2);
  ask('a');
  ask('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  map.clear();
  ask('b');
  expect(made).toHaveLength(5);
});
