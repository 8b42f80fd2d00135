/** What a part of a picture is called, and what it is to those beside it. */
import type { PictureObject, PictureRole } from '../../shared/picture.ts';
import type { KindName, ObjectFacts } from '../graph/facts.ts';
import type { KnownObject } from '../graph/graph.ts';
import { shortMode, volumeText } from '../graph/storage/volumeText.ts';

export function idOf(
  { group, kind }: KindName,
  namespace: string | undefined,
  name: string,
): string {
  return JSON.stringify([group, kind, namespace ?? '', name]);
}

export function objectOf({ group, kind, name, namespace }: ObjectFacts): PictureObject {
  return { group, kind, name: name.text, ...(namespace !== undefined && { namespace }) };
}

export function roleOf({ group, kind, pods }: KindName & Pick<ObjectFacts, 'pods'>): PictureRole {
  const known = roles.get(`${group}/${kind}`);
  return known ?? (pods.length > 0 ? 'workload' : 'object');
}

const roles: ReadonlyMap<string, PictureRole> = new Map([
  ['/Pod', 'pods'],
  ['/PersistentVolumeClaim', 'claim'],
  ['/PersistentVolume', 'volume'],
  ['storage.k8s.io/StorageClass', 'class'],
  ['/Service', 'service'],
  ['/ConfigMap', 'config'],
  ['/Secret', 'config'],
  ['/ServiceAccount', 'config'],
]);

export function detailOf({ facts }: KnownObject): string | undefined {
  const { storage } = facts;
  if (storage?.of === 'claim') return requestText(storage.requestText?.text, storage.modes);
  if (storage?.of === 'volume') return volumeText(storage);
  return storage?.of === 'class' ? storage.provisioner : undefined;
}

export function requestText(
  request: string | undefined,
  modes: readonly string[],
): string | undefined {
  const parts = [...(request === undefined ? [] : [request]), ...modes.map(shortMode)];
  return parts.length > 0 ? parts.join(', ') : undefined;
}

export function isSparkJob({ group, kind }: KindName): boolean {
  return (
    group === 'sparkoperator.k8s.io' &&
    (kind === 'SparkApplication' || kind === 'ScheduledSparkApplication')
  );
}

/** In the order in which their facts stand. */
export const sparkRoles = ['driver', 'executors'];

export function podRoleOf(facts: ObjectFacts, index: number): string | undefined {
  return isSparkJob(facts) ? sparkRoles[index] : undefined;
}
