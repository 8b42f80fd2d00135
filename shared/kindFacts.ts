/** What a system says of its kinds beside their schemas, in `schemas/<system>/system.yaml`: see docs/schemas.md. */

export type Health = 'ok' | 'progressing' | 'warning' | 'error' | 'unknown';

/** Names of objects of a kind, where they are not just DNS subdomains. */
export interface NameFacts {
  /** Grammar: the name of a format. */
  readonly format?: string;
  readonly maxLength?: number;
  /** Why no more characters are possible: `its jobs get a suffix`. */
  readonly because?: string;
  /** False: nobody refuses a longer name, but what is made from it fails. */
  readonly isRefused?: boolean;
}

/** How an object says how it is. Paths are keys with dots between: `status.applicationState.state`. */
export interface StatusFacts {
  /** Path of the word that says it. */
  readonly phase: string;
  /** The word where there is none yet. */
  readonly absent?: string;
  /** Path of a field that is `true` while the object rests. */
  readonly suspended?: string;
  /** Words and what they mean; others are not known. */
  readonly values: Readonly<Record<string, Health>>;
  /** Longer words, the first of which all paths are there: `{status.reason}`, `Next run {status.nextRun}`. */
  readonly detail?: readonly string[];
}

/** A folder of the cluster explorer for the objects of a kind. */
export interface ExplorerFacts {
  readonly title: string;
  readonly icon: string;
  /** Shown where the cluster does not serve the kind; without it that is a failure as any other. */
  readonly absent?: string;
}

/** What the cluster's side knows of a kind. */
export interface ClusterKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly status?: StatusFacts;
  readonly explorer?: ExplorerFacts;
}

/** Of one kind, as `system.yaml` says it. */
export interface KindFacts {
  /** Place among the kinds that are offered, from 1; kinds without one come after, by their names. */
  readonly rank?: number;
  readonly name?: NameFacts;
  readonly status?: StatusFacts;
  readonly explorer?: ExplorerFacts;
}

/** Objects that are made from one of a kind, in `schemas/<system>/makes.yaml`. */
export interface MadeFacts {
  readonly group?: string;
  readonly kind: string;
  /** With paths of the object it is made from: `{name}-app`, `{spec.target.name|name}` (the first one that is there). */
  readonly name: string;
  /** Path of a list: one object is made for each of its items, and `name` reads paths of the item. */
  readonly each?: string;
  /** Keys of the Secret or ConfigMap, where they are known and no others are read. */
  readonly keys?: readonly string[];
}

/** By kind, as `GROUP/Kind`; the core group's `Kind` alone. */
export type MadeFactsByKind = Readonly<Record<string, readonly MadeFacts[]>>;
