/** What the systems say of the kinds that a cluster shows: read from `dist/schemas/clusterKinds.json` when it is needed. */
import { groupOf } from '../../shared/gvk.ts';
import type { ClusterFacts, ClusterKind, PlatformSystem } from '../../shared/kindFacts.ts';
import type { FolderKind } from '../api.ts';

/** Reads the file as text. Absent: nothing is known of any kind. */
export type ReadClusterKinds = () => string;

const nothing: ClusterFacts = { kinds: [], platform: [], builtInGroups: [] };

export class ClusterKinds {
  readonly #read: ReadClusterKinds | undefined;
  #facts: ClusterFacts | undefined;
  #folders: readonly FolderKind[] | undefined;
  #byKind: ReadonlyMap<string, ClusterKind> | undefined;

  constructor(read?: ReadClusterKinds) {
    this.#read = read;
  }

  /** Kinds with a folder in the explorer, in their order. */
  get folders(): readonly FolderKind[] {
    return (this.#folders ??= this.#all().kinds.flatMap(
      ({ apiVersion, kind, namespaced, explorer }) =>
        explorer ? [{ apiVersion, kind, namespaced, ...explorer }] : [],
    ));
  }

  /** Systems that people look for, in the order of their titles. */
  get platform(): readonly PlatformSystem[] {
    return this.#all().platform;
  }

  /** Whether an API group is one of Kubernetes itself. */
  isBuiltIn(group: string): boolean {
    return this.#all().builtInGroups.includes(group);
  }

  /** The same in every version of a kind. */
  kindOf(group: string, kind: string): ClusterKind | undefined {
    this.#byKind ??= new Map(
      this.#all().kinds.map((known) => [`${groupOf(known.apiVersion)}/${known.kind}`, known]),
    );
    return this.#byKind.get(`${group}/${kind}`);
  }

  #all(): ClusterFacts {
    if (!this.#read) return nothing;
    return (this.#facts ??= JSON.parse(this.#read()) as ClusterFacts);
  }
}
