/** The object that an action is for, as it is now. */
import type { Result } from '../api.ts';
import type { ActionTarget } from '../actionsApi.ts';
import { resourcePath, type ApiResource } from '../discovery/discovery.ts';
import type { ApiRequest } from '../http/request.ts';
import { readObject, type ResourceContext } from '../requests/resources.ts';
import { textAt, type JsonObject } from '../values.ts';
import { madeAnew, mergePatch, type Write } from './write.ts';

export interface LiveObject {
  readonly object: JsonObject;
  readonly resource: ApiResource;
  readonly name: string;
  /** Absent for cluster-wide objects. */
  readonly namespace: string | undefined;
  readonly uid: string | undefined;
}

/** Fails where the object is another one of the same name. */
export async function readLive(
  context: ResourceContext,
  { ref, uid: wanted }: ActionTarget,
  signal?: AbortSignal,
): Promise<Result<LiveObject>> {
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const { object, resource } = read.value;
  const uid = textAt(object, 'metadata', 'uid');
  if (wanted !== undefined && uid !== wanted) return madeAnew(ref);
  const namespace = resource.namespaced ? (ref.namespace ?? context.namespace) : undefined;
  return { ok: true, value: { object, resource, name: ref.name, namespace, uid } };
}

/** A merge patch of the object, or of a subresource of it. The server refuses it where the object is another one by then. */
export function patchOf(
  live: LiveObject,
  patch: JsonObject,
  lines: readonly string[],
  subresource?: string,
): Write {
  const metadata = { ...(patch.metadata as JsonObject | undefined), uid: live.uid };
  const body = { ...patch, metadata };
  return {
    request: {
      ...requestOf(live, 'PATCH', 'patch'),
      path: pathOf(live, subresource),
      body: JSON.stringify(body),
      contentType: mergePatch,
      sent: body,
      // The same values once more change nothing.
      repeatable: true,
    },
    lines,
  };
}

export function pathOf({ resource, namespace, name }: LiveObject, subresource?: string): string {
  const path = resourcePath(resource, namespace, name);
  return subresource === undefined ? path : `${path}/${subresource}`;
}

export function requestOf(
  { resource, namespace, name }: LiveObject,
  method: ApiRequest['method'],
  verb: string,
): Pick<ApiRequest, 'method' | 'verb' | 'resource' | 'kind' | 'name' | 'namespace'> {
  const { resource: named, kind } = resource;
  return { method, verb, resource: named, kind, name, ...(namespace && { namespace }) };
}
