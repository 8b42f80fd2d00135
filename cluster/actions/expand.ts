/** Gives a claim more storage. */
import type { ExpandFacts } from '../../shared/kindFacts.ts';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import { quantityNumber } from '../objects/quantity.ts';
import { readObject, type ResourceContext } from '../requests/resources.ts';
import { fieldAt } from '../status/offeredActions.ts';
import { at, listAt, textAt } from '../values.ts';
import { usersOf } from './claimsOf.ts';
import type { LiveObject } from './live.ts';
import { setField } from './setField.ts';
import type { Write } from './write.ts';

export async function expand(
  context: ResourceContext,
  live: LiveObject,
  { field }: ExpandFacts,
  { size, signal }: { readonly size?: string; readonly signal?: AbortSignal },
): Promise<Result<Write>> {
  const what = `${live.resource.kind} ${live.name}`;
  const before = sizeOf(live, { field });
  const wanted = quantityNumber(size);
  if (size === undefined || wanted === undefined || wanted <= 0)
    return fail('invalid', `${size ?? 'Nothing'} is no size. Write a quantity such as 20Gi`);
  if (wanted <= (quantityNumber(before) ?? 0))
    return fail(
      'invalid',
      `${what} asks for ${before} already, and a claim cannot become smaller. Write a size above that`,
    );
  if (textAt(live.object, 'status', 'phase') !== 'Bound')
    return fail(
      'invalid',
      `${what} is bound to no volume yet, and only a bound claim can grow. Delete it and make it anew with the size that you need`,
    );
  const ofClass = await classWarnings(context, live, signal);
  if (!ofClass.ok) return ofClass;
  const write = setField(live, field, size);
  const warnings = [
    ...ofClass.value,
    ...underWay(live),
    'It cannot be made smaller again',
    ...(await whatFollows(context, live, signal)),
  ];
  return { ok: true, value: { ...write, warnings } };
}

export function sizeOf({ object }: LiveObject, { field }: ExpandFacts): string {
  const size = fieldAt(object, field);
  return typeof size === 'string' || typeof size === 'number' ? String(size) : '0';
}

/** Fails where the class lets no claim grow; who may not read it is told by the server. */
async function classWarnings(
  context: ResourceContext,
  { object, name }: LiveObject,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const className = textAt(object, 'spec', 'storageClassName');
  if (className === undefined)
    return fail(
      'invalid',
      `PersistentVolumeClaim ${name} has no storage class, and only what a class has made can grow. Make a larger volume by hand and move the data`,
    );
  const ref = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name: className };
  const read = await readObject(context, ref, signal);
  if (!read.ok) {
    if (read.error.code === 'cancelled') return read;
    return { ok: true, value: [`Class ${className} cannot be read: ${read.error.message}`] };
  }
  if (at(read.value.object, 'allowVolumeExpansion') === true) return { ok: true, value: [] };
  return fail(
    'invalid',
    `Storage class ${className} lets no claim grow: its allowVolumeExpansion is not true. Set that, where the storage behind it can grow`,
  );
}

function underWay({ object }: LiveObject): readonly string[] {
  const types = ['Resizing', 'FileSystemResizePending'];
  const found = listAt(object, 'status', 'conditions').find(
    (one) => types.includes(textAt(one, 'type') ?? '') && textAt(one, 'status') === 'True',
  );
  return found === undefined
    ? []
    : [`An earlier growth has not ended yet (${textAt(found, 'type') ?? ''})`];
}

async function whatFollows(
  context: ResourceContext,
  live: LiveObject,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  if (textAt(live.object, 'spec', 'volumeMode') === 'Block')
    return ['The device grows; the program that uses it has to take up the new size itself'];
  const users = await usersOf(context, live, signal);
  if (!users.ok) return [`Whether pods use the claim is not known: ${users.error.message}`];
  const [first, ...others] = users.value;
  if (first === undefined)
    return ['No pod uses the claim: its file system grows when the next one mounts it'];
  const pods = others.length === 0 ? `Pod ${first}` : `Pod ${first} and ${others.length} more`;
  return [
    `${pods} ${others.length === 0 ? 'uses' : 'use'} the claim: it grows meanwhile where its driver can do so in use. If it stays at FileSystemResizePending, start the pods anew`,
  ];
}
