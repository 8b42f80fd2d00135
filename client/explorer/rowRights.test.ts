import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RightId } from '../../cluster/actionsApi.ts';
import type { ExplorerNode, ResourceNode } from './nodes/node.ts';
import { createRowRights } from './rowRights.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const row = (name: string, changes: readonly string[], contextValue = 'resource.ConfigMap') =>
  ({
    ...{ id: name, contextName: 'c', ref: { name }, summary: {} },
    view: () => ({ changes, contextValue }),
    children: () => Promise.resolve([]),
  }) as unknown as ResourceNode;
const folder = { id: 'folder', view: () => ({}) } as unknown as ExplorerNode;

function asking(denied: (row: ResourceNode, right: RightId) => boolean) {
  const asked: string[] = [];
  const changed: string[] = [];
  const failures: unknown[] = [];
  const rights = createRowRights({
    refusal(one, right) {
      asked.push(`${one.id} ${right}`);
      return Promise.resolve(denied(one, right) ? 'no' : undefined);
    },
    changed: ({ id }) => changed.push(id),
    failed: (error) => failures.push(error),
  });
  const rest = () => vi.advanceTimersByTimeAsync(300);
  return { rights, asked, changed, failures, rest };
}

test('what the menu of a selected row offers is asked for once the selection rests', async () => {
  const { rights, asked, changed, rest } = asking((_, right) => right === 'delete');
  rights.selected([row('passed', ['delete'])]);
  await vi.advanceTimersByTimeAsync(299);
  rights.selected([folder, row('a', ['edit', 'delete']), row('b', ['scale'], 'resource.Pod')]);
  await rest();
  expect(asked).toEqual(['a edit', 'a delete', 'b scale', 'b forward']);
  expect(rights.lacking('a')).toEqual(['delete']);
  expect(rights.lacking('b')).toEqual([]);
  expect(changed).toEqual(['a']);
});

test('a row is drawn again when another right is lacking, and only then', async () => {
  let isDenied = true;
  const { rights, changed, rest } = asking(() => isDenied);
  const a = row('a', ['delete']);
  for (const denied of [true, true, false, false]) {
    isDenied = denied;
    rights.selected([a]);
    await rest();
  }
  expect(changed).toEqual(['a', 'a']);
  expect(rights.lacking('a')).toEqual([]);
});

test('folders are asked nothing about, a large selection in part, and nothing after the end', async () => {
  const { rights, asked, rest } = asking(() => true);
  rights.selected([folder]);
  await rest();
  expect(asked).toEqual([]);
  rights.selected(Array.from({ length: 30 }, (_, at) => row(`r${at}`, ['delete'])));
  await rest();
  expect(asked).toHaveLength(10);
  rights.forget();
  expect(rights.lacking('r0')).toEqual([]);
  rights.selected([row('late', ['delete'])]);
  rights.dispose();
  await rest();
  expect(asked).toHaveLength(10);
});

test('a failure is told to the log', async () => {
  const { rights, failures, rest } = asking(() => {
    throw new Error('odd');
  });
  rights.selected([row('a', ['delete'])]);
  await rest();
  expect(failures).toHaveLength(1);
});
