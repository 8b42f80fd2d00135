/** What hangs on an object that is to be deleted: what goes with it, what stays, and what may hold it. */
import { groupOf } from '../../shared/gvk.ts';
import type { ResourceRef, Result } from '../api.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { listAt, textAt } from '../values.ts';
import { claimsGoing, claimsStaying, usersWarnings } from './claimsOf.ts';
import type { LiveObject } from './live.ts';
import {
  goesWith,
  type OwnedIndex,
  type OwnedObject,
  type ReadOwnedIndex,
} from '../explore/ownedIndex.ts';

export interface Hanging {
  /** What happens, a line each. */
  readonly lines: readonly string[];
  /** What is to be thought of before. */
  readonly warnings: readonly string[];
}

/** Objects that are named one by one. */
const mostNamed = 8;

export async function hangingOn(
  context: ResourceContext,
  live: LiveObject,
  readIndex: ReadOwnedIndex,
  signal?: AbortSignal,
): Promise<Result<Hanging>> {
  const isNamespace = isKind(live, '', 'Namespace');
  const within = isNamespace ? live.name : live.namespace;
  const index = await readIndex(within, signal);
  if (!index.ok) return index;
  const going = goingOf(live, index.value, isNamespace);
  const claims = await claimsGoing(context, claimsAmong(live, going), signal);
  const users = isKind(live, '', 'PersistentVolumeClaim')
    ? await usersWarnings(context, live, signal)
    : [];
  const staying = isKind(live, 'apps', 'StatefulSet')
    ? await claimsStaying(context, live, going, signal)
    : [];
  return {
    ok: true,
    value: {
      lines: [...goingLines(going, live), ...staying, ...claims.kept],
      warnings: [
        ...claims.lost,
        ...users,
        ...controllerWarning(live),
        ...boundWarning(live),
        ...finalizerWarnings(live, going),
        ...index.value.notes,
      ],
    },
  };
}

function goingOf(
  { resource, uid, object }: LiveObject,
  { objects }: OwnedIndex,
  isNamespace: boolean,
): readonly OwnedObject[] {
  if (isNamespace) return objects;
  const isDefinition = isOf(resource, 'apiextensions.k8s.io', 'CustomResourceDefinition');
  if (!isDefinition) return uid === undefined ? [] : goesWith(uid, objects);
  const group = textAt(object, 'spec', 'group') ?? '';
  const kind = textAt(object, 'spec', 'names', 'kind') ?? '';
  const own = objects.filter(({ ref }) => isOf(ref, group, kind));
  return [...own, ...own.flatMap((each) => goesWith(each.uid, objects))];
}

function goingLines(going: readonly OwnedObject[], { namespace }: LiveObject): readonly string[] {
  if (going.length === 0) return ['nothing else goes with it'];
  const named = going
    .slice(0, mostNamed)
    .map(({ ref }) => `goes with it: ${nameOf(ref, namespace)}`);
  const counts = new Map<string, number>();
  for (const { ref } of going.slice(mostNamed))
    counts.set(ref.kind, (counts.get(ref.kind) ?? 0) + 1);
  const rest = [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  return [...named, ...(rest ? [`goes with it, too: ${rest}`] : [])];
}

/** With its namespace where that is another one. */
function nameOf({ kind, name, namespace }: ResourceRef, here: string | undefined): string {
  return `${kind} ${namespace !== undefined && namespace !== here ? `${namespace}/` : ''}${name}`;
}

function claimsAmong(live: LiveObject, going: readonly OwnedObject[]): readonly ResourceRef[] {
  const { resource, name, namespace } = live;
  const own = { apiVersion: resource.apiVersion, kind: resource.kind, name };
  const all = [
    { ...own, ...(namespace !== undefined && { namespace }) },
    ...going.map(({ ref }) => ref),
  ];
  return all.filter((ref) => isOf(ref, '', 'PersistentVolumeClaim'));
}

function controllerWarning({ object, resource, name }: LiveObject): readonly string[] {
  const owner = listAt(object, 'metadata', 'ownerReferences').find(
    (one) => (one as { controller?: unknown }).controller === true,
  );
  if (owner === undefined) return [];
  const by = `${textAt(owner, 'kind') ?? ''} ${textAt(owner, 'name') ?? ''}`;
  return [
    `${by} has made ${resource.kind} ${name} and may make another one in its place: to be rid of it, change or delete that one`,
  ];
}

function boundWarning(live: LiveObject): readonly string[] {
  const claim = textAt(live.object, 'spec', 'claimRef', 'name');
  if (!isKind(live, '', 'PersistentVolume') || claim === undefined) return [];
  const namespace = textAt(live.object, 'spec', 'claimRef', 'namespace') ?? '';
  return [`Claim ${namespace}/${claim} is bound to it: the volume stays until the claim is gone`];
}

/** Kubernetes' own: what they wait for is told of claims and volumes. */
const usual = ['kubernetes.io/pvc-protection', 'kubernetes.io/pv-protection'];

function finalizerWarnings(
  { object, resource, name }: LiveObject,
  going: readonly OwnedObject[],
): readonly string[] {
  const held = [
    {
      what: `${resource.kind} ${name}`,
      finalizers: listAt(object, 'metadata', 'finalizers').map(String),
    },
    ...going.map(({ ref, finalizers }) => ({ what: `${ref.kind} ${ref.name}`, finalizers })),
  ].flatMap(({ what, finalizers }) => {
    const others = finalizers.filter((each) => !usual.includes(each));
    return others.length > 0
      ? [`${what} is held by ${others.join(', ')} until whoever has set that takes it away`]
      : [];
  });
  const more = held.length - mostHeld;
  return [
    ...held.slice(0, mostHeld),
    ...(more > 0 ? [`${more} other objects are held by finalizers`] : []),
  ];
}

const mostHeld = 3;

function isKind({ resource }: LiveObject, group: string, kind: string): boolean {
  return isOf(resource, group, kind);
}

function isOf(
  { apiVersion, kind }: Pick<ResourceRef, 'apiVersion' | 'kind'>,
  group: string,
  wanted: string,
): boolean {
  return kind === wanted && groupOf(apiVersion) === group;
}
