/** How API versions of Kubernetes' own kinds come and go. */
import type { Feature } from './feature.ts';

/** `dist/schemas/apiVersions.json`, read when a document is of a kind of Kubernetes. */
export interface ApiVersions {
  /** The newest release that is known: `1.36`. */
  readonly newest: string;
  /** By `gvkKey`. */
  readonly kinds: Readonly<Record<string, KindLifecycle>>;
}

export interface KindLifecycle {
  /** First release that has it, also where it is off by default. */
  readonly since?: string;
  /** First release that serves it without being told to; absent: none does. */
  readonly on?: string;
  /** From this release on its use is answered with a warning. */
  readonly deprecated?: string;
  /** First release that does not serve it any more, or will not. */
  readonly removed?: string;
  /** What takes its place, the latest first: `gvkKey`s. */
  readonly now?: readonly string[];
  /** Feature gates that the kind needs too. */
  readonly feature?: Feature;
}
