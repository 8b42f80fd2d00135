/**
 * Metadata that only the API server writes and that stays behind in manifests which were exported from a cluster: `uid` and
 * `resourceVersion` bind an apply to one object and one version of it, the rest is refused or means nothing.
 */
import { exactJson } from '../../core/yaml/exactJson.ts';
import type { ClusterError, FieldCause, ResourceRef } from '../api.ts';
import { SERVER_METADATA } from './cleanObject.ts';
import { isObject, objectAt, textAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** What binds a manifest to an object; where that is gone, the manifest makes another one. */
export const BINDING_METADATA = ['uid', 'resourceVersion'] as const;

/** The refusal in words that say which line to remove, where metadata of the server is its reason. */
export function withServerMetadata(
  error: ClusterError,
  ref: ResourceRef,
  manifest: unknown,
  live: JsonObject | undefined,
): ClusterError {
  if (!isAboutMetadata(error)) return error;
  const given = objectAt(manifest, 'metadata');
  const is = objectAt(live, 'metadata');
  const named = error.causes.map(({ path }) => path[1]);
  const causes = SERVER_METADATA.filter(
    // The server leaves the others alone, unless it names them.
    (key) => [...BINDING_METADATA, 'managedFields'].includes(key) || named.includes(key),
  ).flatMap((key): FieldCause[] => {
    const value = given[key];
    if (value === undefined || value === null || value === '') return [];
    const isSame = Object.hasOwn(is, key) && exactJson(is[key]) === exactJson(value);
    if (isSame && key !== 'managedFields') return [];
    const message = adviceFor(key, given, is);
    return [{ path: ['metadata', key], reason: 'ServerMetadata', message }];
  });
  if (causes.length === 0) return error;
  const others = error.causes.filter(({ path }) => !isServerPath(path));
  const list = causes.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const what = `${ref.kind} ${ref.name}${ref.namespace ? ` in namespace ${ref.namespace}` : ''}`;
  return {
    ...error,
    message: `The API server refused ${what}: ${list}`,
    causes: [...causes, ...others],
  };
}

/** The keys that bind a manifest to an object. */
export function bindingsOf(manifest: unknown): readonly string[] {
  return BINDING_METADATA.filter((key) => textAt(manifest, 'metadata', key) !== undefined);
}

/** The object without those keys. */
export function withoutBindings(manifest: unknown): unknown {
  if (!isObject(manifest) || bindingsOf(manifest).length === 0) return manifest;
  return { ...manifest, metadata: without(objectAt(manifest, 'metadata'), BINDING_METADATA) };
}

function isAboutMetadata({ code, status, causes, message }: ClusterError): boolean {
  if (code === 'conflict') {
    return status === 409 && !causes.some(({ reason }) => reason === 'FieldManagerConflict');
  }
  return (
    message.includes('managedFields must be nil') || causes.some(({ path }) => isServerPath(path))
  );
}

function isServerPath([parent, key]: FieldCause['path']): boolean {
  return parent === 'metadata' && SERVER_METADATA.some((name) => name === key);
}

function adviceFor(key: string, given: JsonObject, live: JsonObject): string {
  const isOther = given.uid !== undefined && live.uid !== undefined && given.uid !== live.uid;
  if (key === 'resourceVersion' && isOther)
    return 'This version is one of that other object. Remove this line as well: an apply needs no resourceVersion';
  if (key === 'resourceVersion') {
    const now = textAt(live, key);
    return `The manifest was taken from version ${String(given[key])} of the object, which has changed since${now ? ` (to ${now})` : ''}. Compare it with the object as it is now, then remove this line: an apply needs no resourceVersion`;
  }
  if (key === 'uid') {
    return 'The manifest was taken from another object of this name, which is gone. Remove this line to apply to the one that is there now';
  }
  return `Only the API server writes ${key}. Remove it from the manifest`;
}
