import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ApiRequest } from '../http/request.ts';
import { listAll } from './listAll.ts';

const pods = { apiVersion: 'v1', kind: 'Pod' };

/** A list of so many pages, each of 500 objects, unless the third page fails. */
async function listed(pages: number, fails = false) {
  const { context } = memoryCluster();
  const asked: string[] = [];
  const connection = {
    ...context.connection,
    request(request: ApiRequest) {
      const query = new URL(request.path, 'http://x').searchParams;
      if (!query.has('limit')) return context.connection.request(request);
      asked.push(`${query.get('limit')} ${query.get('continue')}`);
      const page = asked.length;
      if (fails && page === 3)
        return context.connection.request({ ...request, path: '/api/v1/x/y' });
      const next = page < pages ? { continue: `c${page}` } : {};
      const items = Array.from({ length: 500 }, (_, at) => ({
        metadata: { name: `${page}-${at}` },
      }));
      const body = JSON.stringify({ metadata: next, items });
      return Promise.resolve({ ok: true as const, value: { status: 200, body, warnings: [] } });
    },
  };
  return { list: await listAll({ ...context, connection }, pods, {}), asked };
}

test('a list is read page by page to its end', async () => {
  const { list, asked } = await listed(3);
  expect(list.ok && list.value.length).toBe(1500);
  expect(asked).toEqual(['500 null', '500 c1', '500 c2']);
});

test('twenty thousand objects are read of a list without end', async () => {
  const { list, asked } = await listed(1000);
  expect(list.ok && list.value.length).toBe(20_000);
  expect(asked).toHaveLength(40);
});

test('a page that fails is the end of the whole', async () => {
  expect((await listed(5, true)).list).toMatchObject({ ok: false, error: { code: 'not-found' } });
});
