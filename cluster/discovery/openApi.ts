/** What a cluster says of its kinds: the index of its OpenAPI documents, and one document for each group and version. */
import type { ClusterResource, ClusterSchema } from '../../shared/protocol.ts';
import type { OpenApiIndex, Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { isObject, objectAt, parseJson, textAt } from '../values.ts';

const indexPath = '/openapi/v3';

/** Servers before 1.24 have none: `not-found`. */
export async function readOpenApiIndex(
  connection: ClusterConnection,
  signal?: AbortSignal,
): Promise<Result<OpenApiIndex>> {
  const answer = await connection.request({
    method: 'GET',
    path: indexPath,
    verb: 'get',
    resource: 'openapi',
    ...(signal && { signal }),
    isUntyped: true,
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const body = parseJson(answer.value.body);
  if (!isObject(body)) {
    return fail('server-error', `The server answers ${indexPath} with something that is no index`);
  }
  const index = new Map<string, { path: string; hash: string }>();
  for (const [name, entry] of Object.entries(objectAt(body, 'paths'))) {
    const groupVersion = /^api\/(v\w+)$/.exec(name)?.[1] ?? /^apis\/([^/]+\/v\w+)$/.exec(name)?.[1];
    const path = textAt(entry, 'serverRelativeURL');
    // Only an address below the index is asked for, whatever the server names.
    if (groupVersion === undefined || !path?.startsWith(`${indexPath}/`)) continue;
    const hash = new URLSearchParams(path.split('?')[1] ?? '').get('hash') ?? '';
    index.set(groupVersion, { path, hash });
  }
  return { ok: true, value: Object.fromEntries(index) };
}

/** The schemas of one group and version; what its paths say is kept in short. */
export async function readOpenApiDocument(
  connection: ClusterConnection,
  path: string,
  signal?: AbortSignal,
): Promise<Result<ClusterSchema>> {
  const answer = await connection.request({
    method: 'GET',
    path,
    verb: 'get',
    resource: 'openapi',
    ...(signal && { signal }),
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const document = parseJson(answer.value.body);
  if (!isObject(document)) {
    return fail('server-error', `The server answers ${path} with something that is not OpenAPI`);
  }
  const components = objectAt(document, 'components', 'schemas');
  return { ok: true, value: { components, resources: resourcesOf(objectAt(document, 'paths')) } };
}

const collection = /^\/apis?(?:\/[^/]+){1,2}?(\/namespaces\/\{namespace\})?\/([a-z0-9.-]+)$/;

function resourcesOf(paths: Readonly<Record<string, unknown>>): ClusterResource[] {
  const found = new Map<string, ClusterResource>();
  for (const [path, operations] of Object.entries(paths)) {
    const match = collection.exec(path);
    const plural = match?.[2];
    const kind =
      textAt(operations, 'post', 'x-kubernetes-group-version-kind', 'kind') ??
      textAt(operations, 'get', 'x-kubernetes-group-version-kind', 'kind');
    if (!match || plural === undefined || kind === undefined) continue;
    const namespaced = match[1] !== undefined || found.get(kind)?.namespaced === true;
    found.set(kind, { kind, plural, namespaced });
  }
  return [...found.values()];
}
