import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { declaredNames } from './declaredNames.ts';
import { at } from './node.ts';

function names(text: string, from: readonly (string | number)[], ...paths: string[]): string[] {
  const { root } = new ManifestDocument(text, 1).parsed;
  const holders = from.map((_step, index) => at(root, from.slice(0, from.length - index)));
  const all = [...holders, root].filter((node) => node !== undefined);
  const { byName, hasOthers } = declaredNames(all, paths);
  return [...byName.keys(), ...(hasOthers ? ['...'] : [])];
}

const text = `a:
  tasks: [{ name: inner }, { name: inner }]
  task: x
  empty: { list: [] }
tasks: [{ name: outer }, { other: 1 }]
deep: { x: [{ containers: [{ name: one }] }], containers: [{ name: two }] }
keys: { k1: 1, k2: 2 }
later: [{ name: $NAME }, { name: known }]
`;

test('the first list outwards counts', () => {
  expect(names(text, ['a', 'task'], 'tasks[].name')).toEqual(['inner']);
  expect(names(text, ['keys', 'k1'], 'tasks[].name')).toEqual(['outer']);
  expect(names(text, ['a', 'empty'], 'list[].name')).toEqual([]);
});

test('any depth, keys of a mapping, several paths', () => {
  expect(names(text, [], 'deep.**.containers[].name')).toEqual(['two', 'one']);
  expect(names(text, [], 'keys.{}', 'tasks[].name')).toEqual(['k1', 'k2', 'outer']);
});

test('a name that is filled in later may be any', () => {
  expect(names(text, [], 'later[].name')).toEqual(['known', '...']);
});
