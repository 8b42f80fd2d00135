import { expect, test } from 'vitest';
import { DrawnTree } from './drawnTree.ts';
import type { ExplorerNode, ResourceNode } from './nodes/node.ts';
import { nodeId } from './nodes/nodeId.ts';

const node = (id: string, description = ''): ExplorerNode => ({
  id,
  view: () => ({ label: id, description, contextValue: 'x', collapsible: 'none' }),
  children: () => Promise.resolve([]),
});
const pod = (id: string, uid: string, description = ''): ResourceNode => ({
  ...node(id, description),
  contextName: 'c',
  ref: { apiVersion: 'v1', kind: 'Pod', name: id },
  uid,
  summary: { ref: { apiVersion: 'v1', kind: 'Pod', name: id }, status: description, health: 'ok' },
});
const idsOf = (nodes: readonly ExplorerNode[]) => nodes.map(({ id }) => id);

/** A list `l` with these rows, as VS Code has it. */
function drawn(rows: readonly ExplorerNode[]) {
  const tree = new DrawnTree();
  const list = node('l');
  tree.drew(undefined, [list]);
  tree.drew(list, rows);
  return { tree, list };
}

test('rows that look otherwise are drawn by themselves, as VS Code knows them', () => {
  const rows = [pod('l/a', '1'), pod('l/b', '2', 'Pending'), pod('l/c', '3')];
  const { tree } = drawn(rows);
  const next = [pod('l/a', '1'), pod('l/b', '2', 'Running'), pod('l/c', '3')];
  expect(tree.difference('l', next)).toEqual([rows[1]]);
  expect(tree.difference('l', next)).toEqual([]);
  const [a, b] = rows;
  expect(b && tree.latest(b)).toBe(next[1]);
  expect(a && tree.latest(a)).toBe(next[0]);
});

test('a row whose object has not changed is not even looked at', () => {
  const row = pod('l/a', '1');
  const { tree } = drawn([row]);
  const view = () => {
    throw new Error('looked at');
  };
  expect(tree.difference('l', [{ ...row, view }])).toEqual([]);
});

test.each([
  ['more', [pod('l/a', '1'), pod('l/b', '2'), pod('l/c', '3')]],
  ['fewer', [pod('l/a', '1')]],
  ['others', [pod('l/a', '1'), pod('l/c', '2')]],
  ['in another order', [pod('l/b', '2'), pod('l/a', '1')]],
  ['made again under a name', [pod('l/a', '1'), pod('l/b', 'new')]],
])('where there are rows that are %s the list is drawn as a whole', (_, next) => {
  const { tree, list } = drawn([pod('l/a', '1'), pod('l/b', '2')]);
  expect(tree.difference('l', next)).toEqual([list]);
});

test('a list whose rows VS Code never asked for is not drawn', () => {
  const tree = new DrawnTree();
  tree.drew(undefined, [node('l')]);
  expect(tree.difference('l', [pod('l/a', '1')])).toEqual([]);
  expect(tree.difference('unknown', [])).toEqual([]);
});

test('what VS Code was given last is what it knows', () => {
  const { tree, list } = drawn([node('l/a', 'old')]);
  const [first] = tree.difference('l', [node('l/a', 'new')]);
  expect(first && tree.latest(first).view().description).toBe('new');
  const fresh = node('l/a', 'newest');
  tree.drew(list, [fresh]);
  expect(tree.latest(fresh)).toBe(fresh);
  expect(tree.element('l/a')).toBe(fresh);
});

test('a node that goes takes all below it along, and comes back unfolded', () => {
  const { tree, list } = drawn([node('l/a'), node('l/b')]);
  tree.drew(node('l/a'), [node('l/a/x')]);
  tree.folded('l/a');
  tree.drew(list, [node('l/b')]);
  expect(['l', 'l/a', 'l/a/x', 'l/b'].map((id) => tree.has(id))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  tree.drew(list, [node('l/a'), node('l/b')]);
  expect(tree.isOpen('l/a')).toBe(true);
});

test('the children of a node that is drawn anew are still those that VS Code has', () => {
  const { tree, list } = drawn([node('l/a')]);
  tree.drew(node('l/a'), [node('l/a/x')]);
  tree.drew(list, [node('l/a', 'again'), node('l/b')]);
  expect(idsOf(tree.difference('l/a', [node('l/a/x', 'other')]))).toEqual(['l/a/x']);
});

test('folding hides what lies below, and nothing whose name only begins alike', () => {
  const tree = new DrawnTree();
  const [team, other] = [nodeId(undefined, 'team'), nodeId(undefined, 'team-a')];
  tree.folded(team);
  expect(
    [team, nodeId(team, 'pods'), other, nodeId(other, 'pods')].map((id) => tree.isOpen(id)),
  ).toEqual([false, false, true, true]);
  tree.unfolded(team);
  expect(tree.isOpen(nodeId(team, 'pods'))).toBe(true);
});
