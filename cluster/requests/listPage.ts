/** One page of a list as the server gives it: the objects, where the next page begins, and as of when it is. */
import type { Column, Result } from '../api.ts';
import { resourcePath } from '../discovery/discovery.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { rowsOf, tableForm } from './tableList.ts';
import { listAt, numberAt, parseJson, textAt } from '../values.ts';

export interface PageQuery {
  /** Absent: all namespaces (or a cluster-wide kind). */
  readonly namespace?: string | undefined;
  /** Objects in a page; absent: the whole list in one. */
  readonly limit?: number | undefined;
  /** From the page before. */
  readonly continueToken?: string | undefined;
  /** The form of the answer; whole objects unless told. */
  readonly accept?: string | undefined;
  /** As the API server reads them: `app=web,tier!=test`, `spec.nodeName=node-1`. */
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** With the columns that the server prints. */
  readonly isPrinted?: boolean | undefined;
  readonly signal?: AbortSignal;
}

export interface ListPage {
  readonly items: readonly unknown[];
  /** What the server prints of each, where its table was asked for. */
  readonly printed?: readonly (readonly Column[])[];
  /** The same in all pages of a list; absent where the server tells none. */
  readonly resourceVersion?: string;
  /** Present when there is more. */
  readonly continueToken?: string;
  /** How many more, when the server says. */
  readonly remaining?: number;
}

/** Without a resourceVersion: the list is as of now, whichever server answers. */
export async function readPage(
  connection: ClusterConnection,
  resource: ApiResource,
  { namespace: wanted, limit, continueToken, signal, ...how }: PageQuery,
): Promise<Result<ListPage>> {
  const parameters = new URLSearchParams({
    ...(limit !== undefined && { limit: String(limit) }),
    ...(continueToken && { continue: continueToken }),
    ...(how.labelSelector && { labelSelector: how.labelSelector }),
    ...(how.fieldSelector && { fieldSelector: how.fieldSelector }),
    ...(how.isPrinted && { includeObject: 'Object' }),
  });
  const accept = how.isPrinted ? tableForm : how.accept;
  const namespace = resource.namespaced ? wanted : undefined;
  const answer = await connection.request({
    method: 'GET',
    path: `${resourcePath(resource, namespace)}?${parameters.toString()}`,
    ...(accept && { accept }),
    verb: 'list',
    resource: resource.resource,
    ...(namespace && { namespace }),
    ...(signal && { signal }),
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const list = parseJson(answer.value.body);
  const resourceVersion = textAt(list, 'metadata', 'resourceVersion');
  const next = textAt(list, 'metadata', 'continue');
  const remaining = numberAt(list, 'metadata', 'remainingItemCount');
  const rows = how.isPrinted ? rowsOf(list) : undefined;
  return {
    ok: true,
    value: {
      items: rows ? rows.map(({ object }) => object) : listAt(list, 'items'),
      ...(rows && { printed: rows.map(({ columns }) => columns) }),
      ...(resourceVersion && { resourceVersion }),
      ...(next && { continueToken: next }),
      ...(remaining !== undefined && { remaining }),
    },
  };
}
