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

/** Of kinds those that a server of the release has by default; if that is none of them, those that can be turned on. */
export function ofRelease(
  store: SchemaStore,
  entries: readonly KindEntry[],
  release: string,
): readonly KindEntry[] {
  const on = entries.filter((entry) => store.isOnByDefault(entry, release));
  if (on.length > 0) return on;
  return entries.filter((entry) => store.kindState(entry, release)?.is === 'off');
}

/** Each kind once for every group, in its preferred version of those that a server of the release has. */
export function preferredKinds(
  store: SchemaStore,
  release: string = store.apiVersions.newest,
): KindEntry[] {
  const best = new Map<string, KindEntry>();
  const offered = store.kinds.filter((entry) => store.isOnByDefault(entry, release));
  for (const entry of offered.toSorted(byPreference)) {
    const key = `${entry.group}/${entry.kind}`;
    if (!best.has(key)) best.set(key, entry);
  }
  return [...best.values()];
}

/** What a data platform is made of first: see `rank` in docs/schemas.md. */
export function kindOrder({ kind, rank = lastRank }: Pick<KindEntry, 'kind' | 'rank'>): string {
  const place = String(rank).padStart(2, '0');
  return rank === lastRank ? `${place} ${kind}` : place;
}

const lastRank = 99;

/** Core and workload groups before the long tail. */
export function versionOrder(entry: KindEntry): string {
  const version = formatApiVersion(entry);
  const first = ['v1', 'apps/v1', 'batch/v1', 'storage.k8s.io/v1'].indexOf(version);
  return `${first === -1 ? 9 : first} ${version}`;
}
