/** The keys of a ConfigMap or a Secret: the values are let go before anybody has them. */
import type { ResourceRef, Result } from '../api.ts';
import { objectAt } from '../values.ts';
import { readObject, type ResourceContext } from './resources.ts';

export async function readKeys(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const { object } = read.value;
  const keys = ['data', 'binaryData'].flatMap((part) => Object.keys(objectAt(object, part)));
  return { ok: true, value: keys };
}
