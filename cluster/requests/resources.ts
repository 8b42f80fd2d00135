/** Reading resources: pages of summaries, one object as YAML. */
import type { EditableObject, ListQuery, ResourcePage, ResourceRef, Result } from '../api.ts';
import { editableYaml, readableYaml } from '../objects/cleanObject.ts';
import { resourcePath, withResource } from '../discovery/discovery.ts';
import type { ApiResource, Discovery } from '../discovery/discovery.ts';
import { servedResource } from '../discovery/servedVersion.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterKinds } from '../status/clusterKinds.ts';
import { summarize } from '../status/health.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { isObject, parseObject, textAt } from '../values.ts';
import { readPage } from './listPage.ts';
import type { JsonObject } from '../values.ts';

export interface ResourceContext {
  readonly connection: ClusterConnection;
  readonly discovery: Discovery;
  /** For a namespaced ref that names no namespace. */
  readonly namespace: string;
  /** What is known of kinds; absent: nothing but what pods, nodes and conditions say. */
  readonly kinds?: ClusterKinds;
}

const PAGE_SIZE = 200;

export async function listResources(
  context: ResourceContext,
  query: ListQuery,
  signal?: AbortSignal,
): Promise<Result<ResourcePage>> {
  const served = await servedResource(context, query, signal);
  if (!served.ok) return served;
  return withResource(
    context.discovery,
    served.value,
    (resource) => listResource(context, query, resource, signal),
    signal,
  );
}

async function listResource(
  context: ResourceContext,
  query: ListQuery,
  resource: ApiResource,
  signal?: AbortSignal,
): Promise<Result<ResourcePage>> {
  const page = await readPage(context.connection, resource, {
    limit: PAGE_SIZE,
    ...query,
    ...(signal && { signal }),
  });
  if (!page.ok) return page;
  const { items, printed, continueToken, remaining } = page.value;
  return {
    ok: true,
    value: {
      items: items.map((item, index) => {
        const columns = printed?.[index];
        return {
          ...summarize(item, resource, context.kinds),
          ...(columns && columns.length > 0 && { columns }),
        };
      }),
      ...(continueToken && { continueToken }),
      ...(remaining !== undefined && { remaining }),
    },
  };
}

/** The live object with its resource; `not-found` when there is none. */
export async function readObject(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<{ object: JsonObject; resource: ApiResource }>> {
  const read = async (resource: ApiResource) => {
    const answer = await getObject(context, resource, ref, signal);
    return answer.ok ? { ok: true as const, value: { object: answer.value, resource } } : answer;
  };
  return withResource(context.discovery, ref, read, signal);
}

export async function getObject(
  context: ResourceContext,
  resource: ApiResource,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<JsonObject>> {
  const namespace = resource.namespaced ? (ref.namespace ?? context.namespace) : undefined;
  const answer = await context.connection.request({
    method: 'GET',
    path: resourcePath(resource, namespace, ref.name),
    verb: 'get',
    resource: resource.resource,
    kind: resource.kind,
    name: ref.name,
    ...(namespace && { namespace }),
    ...(signal && { signal }),
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const object = parseObject(answer.value.body);
  if (isObject(object)) return { ok: true, value: object };
  return fail(
    'server-error',
    `The answer for ${resource.resource} ${ref.name} is not a Kubernetes object. Check that the address is an API server's`,
  );
}

export async function readYaml(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<string>> {
  const read = await readObject(context, ref, signal);
  return read.ok ? { ok: true, value: readableYaml(read.value.object) } : read;
}

export async function readEditable(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<EditableObject>> {
  if (ref.apiVersion === 'v1' && ref.kind === 'Secret') {
    return fail(
      'invalid',
      `Secret ${ref.name} is not opened for editing, as its values would stand in an editor. Reveal single values in the explorer, and apply changes from a file`,
    );
  }
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const { object } = read.value;
  const version = textAt(object, 'metadata', 'resourceVersion') ?? '';
  return { ok: true, value: { yaml: editableYaml(object), version } };
}
