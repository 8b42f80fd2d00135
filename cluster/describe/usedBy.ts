/** Who names an object: workloads whose pods need it, Ingresses that lead to it, autoscalers, claims of a class. */
import { groupOf } from '../../shared/gvk.ts';
import type { ResourceRef } from '../api.ts';
import type { LinkedObject } from '../describeApi.ts';
import { inParallel } from '../inParallel.ts';
import { withResource } from '../discovery/discovery.ts';
import { readPage } from '../requests/listPage.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { at, listAt, objectAt, textAt } from '../values.ts';
import { neededBy, type NamedObject } from './namedObjects.ts';

export interface UsedBy {
  readonly objects: readonly NamedObject[];
  /** Kinds that may not be listed: others of them may use it. */
  readonly unread: readonly string[];
}

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

const inApps = ['Deployment', 'StatefulSet', 'DaemonSet'];
const workloads: readonly Kind[] = [
  ...inApps.map((kind) => ({ apiVersion: 'apps/v1', kind })),
  ...['Job', 'CronJob'].map((kind) => ({ apiVersion: 'batch/v1', kind })),
  { apiVersion: 'v1', kind: 'Pod' },
];
const ingress: Kind = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' };
const autoscaler: Kind = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' };
const claim: Kind = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };

/** Kinds that may name one of a kind. */
const users: Readonly<Record<string, readonly Kind[]>> = {
  '/ConfigMap': workloads,
  '/Secret': [...workloads, ingress],
  '/ServiceAccount': workloads,
  // The pods that mount it are told by themselves.
  '/PersistentVolumeClaim': workloads.filter(({ kind }) => kind !== 'Pod'),
  '/Service': [{ apiVersion: 'apps/v1', kind: 'StatefulSet' }, ingress],
  'apps/Deployment': [autoscaler],
  'apps/StatefulSet': [autoscaler],
  'storage.k8s.io/StorageClass': [claim],
};

/** Objects of a kind that are looked through. */
const mostObjects = 500;

/** Undefined where nobody names such objects, as far as is known. */
export async function readUsedBy(
  context: ResourceContext,
  ref: ResourceRef,
  signal: AbortSignal,
): Promise<UsedBy | undefined> {
  const kinds = users[`${groupOf(ref.apiVersion)}/${ref.kind}`];
  if (!kinds) return undefined;
  const pages = await inParallel(kinds, async (kind) => ({
    kind,
    page: await withResource(context.discovery, kind, (resource) =>
      readPage(context.connection, resource, {
        namespace: ref.namespace,
        ...{ limit: mostObjects, signal },
      }),
    ),
  }));
  const unread = pages.flatMap(({ kind, page }) =>
    !page.ok && page.error.code === 'forbidden' ? [kind.kind] : [],
  );
  const objects = pages.flatMap(({ kind, page }) =>
    page.ok ? page.value.items.flatMap((item) => useOf(item, kind, ref)) : [],
  );
  return { objects, unread };
}

function useOf(item: unknown, kind: Kind, ref: ResourceRef): readonly NamedObject[] {
  const object = objectAt({ item }, 'item');
  // Who has made it is told instead.
  if (isMadeByWorkload(object)) return [];
  const use = neededBy(object, kind.kind).find(({ object: one }) => isSame(one, ref));
  if (!use) return [];
  const namespace = textAt(object, 'metadata', 'namespace');
  const name = textAt(object, 'metadata', 'name') ?? '';
  return [{ as: use.as, object: { ...kind, name, ...(namespace && { namespace }) } }];
}

const makers = [...inApps, 'ReplicaSet', 'Job', 'CronJob'];

function isMadeByWorkload(object: unknown): boolean {
  return listAt(object, 'metadata', 'ownerReferences').some(
    (owner) => at(owner, 'controller') === true && makers.includes(textAt(owner, 'kind') ?? ''),
  );
}

function isSame(one: LinkedObject, other: ResourceRef): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.namespace === other.namespace &&
    groupOf(one.apiVersion) === groupOf(other.apiVersion)
  );
}
