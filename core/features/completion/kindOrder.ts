/** The order in which kinds and their versions are offered. */
import { formatApiVersion } from '../../../shared/gvk.ts';
import type { KindEntry } from '../../schema/schema.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';

/** Versions of a kind: newest stable first. */
export function byPreference(a: { version: string }, b: { version: string }): number {
  return rank(b.version) - rank(a.version);
}

function rank(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return (stage ? (stage === 'beta' ? 1 : 0) : 2) * 10_000 + Number(major) * 100 + Number(minor);
}

/** Each kind once for every group, in its preferred version. */
export function preferredKinds(store: SchemaStore): KindEntry[] {
  const best = new Map<string, KindEntry>();
  for (const entry of store.kinds.toSorted(byPreference)) {
    const key = `${entry.group}/${entry.kind}`;
    if (!best.has(key)) best.set(key, entry);
  }
  return [...best.values()];
}

/** What a data platform is made of first, as `group/Kind`: several projects may have a kind of one name. */
const frequentKinds = [
  '/Pod',
  '/PersistentVolumeClaim',
  'sparkoperator.k8s.io/SparkApplication',
  '/Secret',
  '/ConfigMap',
  '/Service',
  'apps/Deployment',
  'apps/StatefulSet',
  'batch/Job',
  'batch/CronJob',
  '/PersistentVolume',
  'storage.k8s.io/StorageClass',
  'sparkoperator.k8s.io/ScheduledSparkApplication',
  'sparkoperator.k8s.io/SparkConnect',
  '/Namespace',
  '/ServiceAccount',
];

export function kindOrder({ group, kind }: { group: string; kind: string }): string {
  const index = frequentKinds.indexOf(`${group}/${kind}`);
  return index === -1 ? `99 ${kind}` : String(index).padStart(2, '0');
}

/** Core and workload groups before the long tail. */
export function versionOrder(entry: KindEntry): string {
  const version = formatApiVersion(entry);
  const first = ['v1', 'apps/v1', 'batch/v1', 'storage.k8s.io/v1'].indexOf(version);
  return `${first === -1 ? 9 : first} ${version}`;
}
