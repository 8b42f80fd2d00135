import { expect, test } from 'vitest';
import type { ClusterError, ResourcePage, ResourceSummary, Result } from '../../cluster/api.ts';
import { createPages, type LoadPage } from './pages.ts';

const pod = (name: string, status = 'Running'): ResourceSummary => ({
  ref: { apiVersion: 'v1', kind: 'Pod', name },
  status,
  health: 'ok',
});

/** Serves pages of these names: page 1 for no token, page 2 for the token `2` and so on. */
function pagesOf(...names: string[][]): LoadPage {
  return (token) => {
    const at = token === undefined ? 0 : Number(token) - 1;
    const continueToken = at + 1 < names.length ? String(at + 2) : undefined;
    const items = (names[at] ?? []).map((name) => pod(name));
    return Promise.resolve({ ok: true, value: { items, continueToken } });
  };
}

const failing = (code: ClusterError['code']): Promise<Result<ResourcePage>> =>
  Promise.resolve({ ok: false, error: { code, message: `it is ${code}`, causes: [] } });

const namesIn = (list?: { items: readonly ResourceSummary[] }) =>
  list?.items.map(({ ref }) => ref.name);

test('reads the first page once and the next ones when asked for more', async () => {
  const pages = createPages();
  const load = pagesOf(['a', 'b'], ['c']);
  expect(namesIn(await pages.get('n', load))).toEqual(['a', 'b']);
  expect(namesIn(await pages.more('n', load))).toEqual(['a', 'b', 'c']);
  expect(pages.peek('n')?.continueToken).toBeUndefined();
  expect(namesIn(await pages.get('n', pagesOf(['other'])))).toEqual(['a', 'b', 'c']);
});

test('begins the list again, as far as it was, when its position is too old', async () => {
  const pages = createPages();
  await pages.get('n', pagesOf(['a'], ['b'], ['c']));
  let calls = 0;
  const fresh = pagesOf(['x'], ['y'], ['z']);
  const list = await pages.more('n', (token) =>
    calls++ === 0 ? failing('list-expired') : fresh(token),
  );
  expect(namesIn(list)).toEqual(['x', 'y']);
});

test('a reload reads as many pages as were seen and tells whether anything differs', async () => {
  const pages = createPages();
  const load = pagesOf(['a'], ['b'], ['c']);
  await pages.get('n', load);
  await pages.more('n', load);
  expect(await pages.reload('n', load)).toBe(false);
  expect(await pages.reload('n', pagesOf(['a'], ['changed'], ['c']))).toBe(true);
  expect(namesIn(pages.peek('n'))).toEqual(['a', 'changed']);
});

test('what the cluster said last stays while it does not answer, and goes when it does', async () => {
  const pages = createPages();
  await pages.get('n', pagesOf(['a']));
  expect(await pages.reload('n', () => failing('unreachable'))).toBe(true);
  expect(namesIn(pages.peek('n'))).toEqual(['a']);
  expect(pages.peek('n')?.error?.code).toBe('unreachable');
  expect(await pages.reload('n', pagesOf(['b']))).toBe(true);
  expect(pages.peek('n')).toMatchObject({ pageCount: 1 });
  expect(pages.peek('n')?.error).toBeUndefined();
});

test('a list that was dropped meanwhile wins over a late answer', async () => {
  const pages = createPages();
  await pages.get('n', pagesOf(['a']));
  const late = pages.reload('n', () => {
    pages.forget();
    return pagesOf(['b'])(undefined);
  });
  expect(await late).toBe(false);
  expect(pages.peek('n')).toBeUndefined();
});

test('forgetting a node forgets the lists below it and no other', async () => {
  const pages = createPages();
  for (const id of ['ns/a', 'ns/a/Pod', 'ns/a-b']) await pages.get(id, pagesOf(['x']));
  pages.forget('ns/a');
  expect(['ns/a', 'ns/a/Pod', 'ns/a-b'].map((id) => pages.peek(id) !== undefined)).toEqual([
    false,
    false,
    true,
  ]);
});

test('a read that was called off is not remembered', async () => {
  const pages = createPages();
  await pages.get('n', () => failing('cancelled'));
  expect(pages.peek('n')).toBeUndefined();
});
