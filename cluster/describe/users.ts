/** Who names an object: workloads whose pods need it, Ingresses that lead to it, autoscalers, claims of a class. */
import { groupOf } from '../../shared/gvk.ts';
import type { ResourceRef } from '../api.ts';
import type { LinkedObject } from '../describeApi.ts';
import { at, listAt, textAt, type JsonObject } from '../values.ts';
import { neededBy, type NamedObject } from './namedObjects.ts';

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

/** Undefined where nobody names such objects, as far as is known. */
export function usersOf({ apiVersion, kind }: ResourceRef): readonly Kind[] | undefined {
  return users[`${groupOf(apiVersion)}/${kind}`];
}

/** How an object of that kind uses the other; undefined where it does not. */
export function useOf(object: JsonObject, kind: Kind, ref: ResourceRef): NamedObject | undefined {
  // Who has made it is told instead.
  if (isMadeByWorkload(object)) return undefined;
  const use = neededBy(object, kind.kind).find(({ object: one }) => isSame(one, ref));
  if (!use) return undefined;
  const namespace = textAt(object, 'metadata', 'namespace');
  const name = textAt(object, 'metadata', 'name') ?? '';
  return { as: use.as, object: { ...kind, name, ...(namespace && { namespace }) } };
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
