/** The keys of a Secret, and one value of it for whoever asks for that one. */
import type { ResourceRef, Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { SecretKey } from '../exploreApi.ts';
import { readObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { objectAt, textAt } from '../values.ts';

export async function readSecretKeys(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<readonly SecretKey[]>> {
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const keys = Object.entries(objectAt(read.value.object, 'data')).map(([name, value]) => ({
    name,
    bytes: typeof value === 'string' ? Buffer.byteLength(value, 'base64') : 0,
  }));
  return { ok: true, value: keys };
}

/** As text, and as base64 where it is none. */
export async function readSecretValue(
  context: ResourceContext,
  ref: ResourceRef,
  key: string,
  signal?: AbortSignal,
): Promise<Result<string>> {
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const data = objectAt(read.value.object, 'data');
  if (!Object.hasOwn(data, key)) {
    return fail(
      'not-found',
      `Secret ${ref.name} has no key ${key} any more. Refresh to see those that it has`,
      { verb: 'get', resource: 'secrets' },
    );
  }
  const encoded = textAt(data, key) ?? '';
  const bytes = Buffer.from(encoded, 'base64');
  return { ok: true, value: isText(bytes) ? bytes.toString('utf8') : encoded };
}

function isText(bytes: Buffer): boolean {
  return !bytes.includes(0) && Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}
