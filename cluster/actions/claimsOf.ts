/** Claims beside a deletion: what becomes of their volumes, who uses them, and those that a StatefulSet leaves. */
import type { ResourceRef, Result } from '../api.ts';
import { inParallel } from '../inParallel.ts';
import { claimsMountedBy } from '../objects/mountedClaims.ts';
import { listAll } from '../requests/listAll.ts';
import { readObject, type ResourceContext } from '../requests/resources.ts';
import { listAt, textAt } from '../values.ts';
import type { LiveObject } from './live.ts';
import type { OwnedObject } from '../explore/ownedIndex.ts';

/** Claims whose volumes are looked at. */
const mostClaims = 20;
/** Claims or pods that are named. */
const mostNamed = 5;

export interface DataOfClaims {
  /** Volumes that are kept. */
  readonly kept: readonly string[];
  /** What is lost, or not known. */
  readonly lost: readonly string[];
}

/** What becomes of the data of claims that go, a sentence for each volume. */
export async function claimsGoing(
  context: ResourceContext,
  claims: readonly ResourceRef[],
  signal?: AbortSignal,
): Promise<DataOfClaims> {
  const told = await inParallel(claims.slice(0, mostClaims), (claim) =>
    volumeText(context, claim, signal),
  );
  const more = claims.length - mostClaims;
  return {
    kept: told.flatMap(({ kept }) => kept ?? []),
    lost: [
      ...told.flatMap(({ lost }) => lost ?? []),
      ...(more > 0 ? [`${more} other claims go: their volumes were not looked at`] : []),
    ],
  };
}

async function volumeText(
  context: ResourceContext,
  claim: ResourceRef,
  signal?: AbortSignal,
): Promise<{ readonly kept?: string; readonly lost?: string }> {
  const read = await readObject(context, claim, signal);
  const name = read.ok ? textAt(read.value.object, 'spec', 'volumeName') : undefined;
  if (name === undefined) return {};
  const ref = { apiVersion: 'v1', kind: 'PersistentVolume', name };
  const volume = await readObject(context, ref, signal);
  if (!volume.ok)
    return {
      lost: `Volume ${name} of claim ${claim.name} cannot be read: whether its data is deleted, too, is not known`,
    };
  const { object } = volume.value;
  const policy = textAt(object, 'spec', 'persistentVolumeReclaimPolicy') ?? 'Retain';
  const size = textAt(object, 'spec', 'capacity', 'storage');
  const what = `volume ${name}${size === undefined ? '' : ` (${size})`} of claim ${claim.name}`;
  return policy === 'Delete'
    ? { lost: `Data is lost: ${what} is deleted with it, as its reclaim policy is Delete` }
    : { kept: `stays: ${what} with its data, as its reclaim policy is ${policy}` };
}

/** The names of pods that mount a claim and have not ended. */
export async function usersOf(
  context: ResourceContext,
  { name, namespace }: LiveObject,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const pods = await listAll(
    context,
    { apiVersion: 'v1', kind: 'Pod' },
    { namespace, ...(signal && { signal }) },
  );
  if (!pods.ok) return pods;
  const value = pods.value
    .filter((pod) => !['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase') ?? ''))
    .filter((pod) => claimsMountedBy(pod).includes(name))
    .flatMap((pod) => textAt(pod, 'metadata', 'name') ?? []);
  return { ok: true, value };
}

/** A claim stays until they are gone. */
export async function usersWarnings(
  context: ResourceContext,
  claim: LiveObject,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const users = await usersOf(context, claim, signal);
  if (!users.ok) return [`Whether pods use the claim is not known: ${users.error.message}`];
  const { value } = users;
  if (value.length === 0) return [];
  const [pods, verb, it] =
    value.length === 1 ? ['Pod', 'uses', 'it is'] : ['Pods', 'use', 'they are'];
  return [
    `${pods} ${namesText(value)} ${verb} the claim: it stays until ${it} gone, and takes no further pod`,
  ];
}

/** Claims that a StatefulSet has made and that do not go with it. */
export async function claimsStaying(
  context: ResourceContext,
  { object, name, namespace }: LiveObject,
  going: readonly OwnedObject[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const templates = listAt(object, 'spec', 'volumeClaimTemplates').flatMap(
    (template) => textAt(template, 'metadata', 'name') ?? [],
  );
  if (templates.length === 0) return [];
  const claims = await listAll(
    context,
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    { namespace, ...(signal && { signal }) },
  );
  if (!claims.ok) return [`its claims cannot be listed: ${claims.error.message}`];
  const goes = new Set(going.map(({ uid }) => uid));
  const left = claims.value
    .filter((claim) => !goes.has(textAt(claim, 'metadata', 'uid') ?? ''))
    .flatMap((claim) => textAt(claim, 'metadata', 'name') ?? [])
    .filter((claim) => templates.some((template) => isOfTemplate(claim, `${template}-${name}-`)));
  if (left.length === 0) return [];
  return [
    `stays: ${left.length === 1 ? 'claim' : 'claims'} ${namesText(left)} with the data, for a StatefulSet of this name or to be deleted by hand`,
  ];
}

/** The claim of a pod has the number of the pod at its end. */
function isOfTemplate(claim: string, prefix: string): boolean {
  return claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length));
}

export function namesText(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
