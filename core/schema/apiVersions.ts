/** API versions of Kubernetes' own kinds that the newest server does not serve, or only when it is told to. */

/** `dist/schemas/apiVersions.json`, read when a document has a kind that is not in the index. */
export interface ApiVersions {
  /** By `gvkKey`. */
  readonly removed?: Readonly<Record<string, RemovedKind>>;
  readonly optional?: Readonly<Record<string, OptionalKind>>;
}

export interface RemovedKind {
  /** Release that serves it no more. */
  readonly since: string;
  /** API version that the kind is in now. */
  readonly now?: string;
}

/** An alpha or beta version, which is off by default. */
export interface OptionalKind {
  /** Feature gate that the kind needs too, where it is known. */
  readonly feature?: string;
  /** API version of the kind that is on by default. */
  readonly stable?: string;
}
