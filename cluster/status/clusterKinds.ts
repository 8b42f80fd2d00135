/** What the systems say of the kinds that a cluster shows: read from `dist/schemas/clusterKinds.json` when it is needed. */
import type { ClusterKind, StatusFacts } from '../../shared/kindFacts.ts';
import type { FolderKind } from '../api.ts';

/** Reads the file as text. Absent: nothing is known of any kind. */
export type ReadClusterKinds = () => string;

export class ClusterKinds {
  readonly #read: ReadClusterKinds | undefined;
  #kinds: readonly ClusterKind[] | undefined;
  #folders: readonly FolderKind[] | undefined;
  #statuses: ReadonlyMap<string, StatusFacts> | undefined;

  constructor(read?: ReadClusterKinds) {
    this.#read = read;
  }

  /** Kinds with a folder in the explorer, in their order. */
  get folders(): readonly FolderKind[] {
    return (this.#folders ??= this.#all().flatMap(({ explorer, apiVersion, kind, namespaced }) =>
      explorer ? [{ apiVersion, kind, namespaced, ...explorer }] : [],
    ));
  }

  /** The same in every version of a kind. */
  statusOf(group: string, kind: string): StatusFacts | undefined {
    this.#statuses ??= new Map(
      this.#all().flatMap(({ status, apiVersion, kind: name }) =>
        status ? [[`${groupOf(apiVersion)}/${name}`, status] as const] : [],
      ),
    );
    return this.#statuses.get(`${group}/${kind}`);
  }

  #all(): readonly ClusterKind[] {
    if (!this.#read) return [];
    this.#kinds ??= (JSON.parse(this.#read()) as { kinds: ClusterKind[] }).kinds;
    return this.#kinds;
  }
}

/** Of `group/version`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
