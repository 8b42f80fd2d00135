import { expect, test } from 'vitest';
import type { ClusterError, ResourcePage, Result } from '../../cluster/api.ts';
import type { NodeContext, PagedNode } from './nodes/node.ts';
import { createOpenLists } from './openLists.ts';
import { createPages } from './pages.ts';

/** A list of pods whose names, or failure, can be changed; it counts how often it is read. */
function listNode(id: string, names: string[]) {
  const seen = { reads: 0, names, error: undefined as ClusterError['code'] | undefined };
  const loadPage = (): Promise<Result<ResourcePage>> => {
    seen.reads++;
    if (seen.error)
      return Promise.resolve({ ok: false, error: { code: seen.error, message: '', causes: [] } });
    const items = seen.names.map((name) => ({
      ref: { apiVersion: 'v1', kind: 'Pod', name },
      status: 'Running',
      health: 'ok' as const,
    }));
    return Promise.resolve({ ok: true, value: { items } });
  };
  const view = () => ({ label: id, contextValue: 'folder', collapsible: 'collapsed' as const });
  const node: PagedNode = { id, view, children: () => Promise.resolve([]), loadPage };
  return { seen, node };
}

async function opened(...lists: { node: PagedNode }[]) {
  const pages = createPages();
  const open = createOpenLists(pages);
  const stop = new AbortController();
  const ctx = { pages, signal: stop.signal } as NodeContext;
  for (const { node } of lists) {
    open.opened(node);
    await pages.get(node.id, () => node.loadPage(ctx));
  }
  const round = async (isVisible = () => true) => {
    const { didAnswer, different } = await open.readAgain(ctx, isVisible);
    return { didAnswer, different: different.map(({ id }) => id) };
  };
  return { pages, open, round, stop };
}

test('tells which open lists differ from what is drawn', async () => {
  const [a, b] = [listNode('a', ['x']), listNode('b', ['y'])];
  const { round } = await opened(a, b);
  b.seen.names = ['y', 'z'];
  expect(await round()).toEqual({ didAnswer: true, different: ['b'] });
  expect(await round()).toEqual({ didAnswer: true, different: [] });
});

test('leaves alone what is folded, what lies below it, and nothing beside it', async () => {
  const [list, below, beside] = [listNode('a', []), listNode('a/b', []), listNode('ab', [])];
  const { open, round } = await opened(list, below, beside);
  open.collapsed('a');
  await round();
  expect([list, below, beside].map(({ seen }) => seen.reads)).toEqual([1, 1, 2]);
  open.expanded('a');
  await round();
  expect([list, below, beside].map(({ seen }) => seen.reads)).toEqual([2, 2, 3]);
});

test('does not read lists whose pages were dropped, nor any after all were forgotten', async () => {
  const list = listNode('a', []);
  const { pages, open, round } = await opened(list);
  pages.forget('a');
  await round();
  expect(list.seen.reads).toBe(1);
  await pages.get('a', list.node.loadPage as never);
  open.forget();
  await round();
  expect(list.seen.reads).toBe(2);
});

test('stops between two lists once nobody can see them or the round was called off', async () => {
  const [a, b] = [listNode('a', []), listNode('b', [])];
  const { round, stop } = await opened(a, b);
  let asked = 0;
  await round(() => asked++ === 0);
  expect([a.seen.reads, b.seen.reads]).toEqual([2, 1]);
  stop.abort();
  await round();
  expect([a.seen.reads, b.seen.reads]).toEqual([2, 1]);
});

test.each([
  ['unreachable', false],
  ['kind-unknown', true],
  ['forbidden', true],
] as const)('a list that fails with %s is an answer: %s', async (code, isAnswer) => {
  const [a, b] = [listNode('a', []), listNode('b', [])];
  const { round } = await opened(a, b);
  a.seen.error = code;
  expect((await round()).didAnswer).toBe(isAnswer);
});

test('draws the node that stands for a list now, not the one that was read', async () => {
  const old = listNode('a', ['x']);
  const { open, round } = await opened(old);
  const fresh = listNode('a', ['y']);
  old.seen.names = ['y'];
  const load = old.node.loadPage.bind(old.node);
  Object.assign(old.node, {
    loadPage: (...args: Parameters<typeof load>) => {
      open.opened(fresh.node);
      return load(...args);
    },
  });
  const { different } = await open.readAgain(
    { signal: new AbortController().signal } as NodeContext,
    () => true,
  );
  expect(different).toEqual([fresh.node]);
  expect(await round()).toEqual({ didAnswer: true, different: [] });
});
