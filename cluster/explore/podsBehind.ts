/** The pods that answer for an object: itself, those that a Service leads to, or those that run for it. */
import type { ResourceRef, Result, WatchQuery } from '../api.ts';
import { readObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { objectAt } from '../values.ts';
import { ownedPods } from './ownedPods.ts';

const pods = { apiVersion: 'v1', kind: 'Pod' };

/** In its namespace, or in that of the context; undefined where nothing is known of its pods. */
export async function podsBehind(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<WatchQuery | undefined>> {
  const { name, namespace = context.namespace } = ref;
  if (ref.apiVersion === 'v1' && ref.kind === 'Pod')
    return { ok: true, value: { ...pods, namespace, fieldSelector: `metadata.name=${name}` } };
  if (ref.apiVersion !== 'v1' || ref.kind !== 'Service') {
    const owned = await ownedPods(context, ref, signal);
    return owned.ok && owned.value ? { ok: true, value: { namespace, ...owned.value } } : owned;
  }
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const pairs = Object.entries(objectAt(read.value.object, 'spec', 'selector'));
  if (pairs.length === 0) return { ok: true, value: undefined };
  const labelSelector = pairs.map(([key, value]) => `${key}=${String(value)}`).join(',');
  return { ok: true, value: { ...pods, namespace, labelSelector } };
}
