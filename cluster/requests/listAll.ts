/** A whole list, page by page, up to a limit. */
import type { Result } from '../api.ts';
import { withResource } from '../discovery/discovery.ts';
import { readPage } from './listPage.ts';
import type { PageQuery } from './listPage.ts';
import type { ResourceContext } from './resources.ts';

/** An answer with names and labels alone: what the objects hold stays with the server. */
export const metadataOnly =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

const pageSize = 500;
/** Objects: no part of the tree shows more of them, and nobody reads more. */
const most = 20_000;

export async function listAll(
  { connection, discovery }: ResourceContext,
  kind: { readonly apiVersion: string; readonly kind: string },
  query: Omit<PageQuery, 'limit' | 'continueToken'>,
): Promise<Result<readonly unknown[]>> {
  return withResource(
    discovery,
    kind,
    async (resource) => {
      const items: unknown[] = [];
      let continueToken: string | undefined;
      do {
        const page = await readPage(connection, resource, {
          ...query,
          limit: pageSize,
          continueToken,
        });
        if (!page.ok) return page;
        items.push(...page.value.items);
        continueToken = page.value.continueToken;
      } while (continueToken && items.length < most);
      return { ok: true, value: items };
    },
    query.signal,
  );
}
