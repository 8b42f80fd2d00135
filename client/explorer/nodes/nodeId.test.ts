import { expect, test } from 'vitest';
import { isWithin, nodeId } from './nodeId.ts';

test('parts that hold the sign between parts make other ids than parts that stand below', () => {
  const ids = [
    nodeId('context', 'default', 'api:6443'),
    nodeId('context', 'default/api:6443'),
    nodeId('context', 'default%2Fapi:6443'),
    nodeId('context', 'default', '', 'api:6443'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('a name that begins like another one does not lie below it', () => {
  const team = nodeId('context', 'team');
  expect(isWithin(nodeId('context', 'team-a'), team)).toBe(false);
  expect(isWithin(nodeId('context', 'team/a'), team)).toBe(false);
  expect(isWithin(nodeId(team, 'Pod'), team)).toBe(true);
  expect(isWithin(team, team)).toBe(true);
});

test('half of a pair of characters in a name is no failure', () => {
  expect(nodeId('context', '\uD800')).toBe('context/\uD800');
});
