/** What a rule is and what it reads. A rule is data and a small check; the examples beside it are its tests and its page. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { FindingDetails, Severity } from '../findings/finding.ts';
import type { Claims, EnforcedBy } from '../findings/severity.ts';
import type { Node, Path, Span } from '../yaml/node.ts';
import type { PatternBudget } from '../patterns/patternBudget.ts';
import type { Judge } from '../schema/matches.ts';
import type { Schema } from '../schema/schema.ts';
import type { SchemaView } from '../schema/schemaView.ts';

export interface Rule {
  /** Stable: shown, documented, switched off in settings, never renamed. */
  readonly code: string;
  readonly severity: Severity;
  /** What a finding says is wrong. With who enforces the place it decides the severity: `findings/severity.ts`. */
  readonly claims: Claims;
  /** Who refuses what breaks the rule; absent: whoever enforces the place where it is found. */
  readonly enforcedBy?: EnforcedBy;
  /** Codes that say less of the same place: their findings are left out beside one of this rule. */
  readonly supersedes?: readonly string[];
  readonly summary: string;
  /** Who says so: a function of the program that enforces it, or a page. */
  readonly source?: string;
  /** First and last version of Kubernetes (for rules of Spark: of its operator) that enforces it, where known. */
  readonly since?: string;
  readonly until?: string;
  readonly docUrl?: string;
  readonly on: Selector;
  /** Synchronous, pure, total: anything may have the wrong type or be missing. */
  check(visit: Visit, report: Reporter): void;
}

/**
 * Where a rule looks. `kinds`: whole documents, as `GROUP/Kind` (the core group: `Kind` alone; `*`: all).
 * `types`: every value of a schema definition wherever it stands, as `core.v1/PodSpec` (see `Provenance`).
 */
export type Selector =
  | { readonly kinds: readonly string[]; readonly types?: undefined }
  | { readonly types: readonly string[]; readonly kinds?: undefined };

export interface RuleContext {
  readonly root: Node;
  readonly gvk: GroupVersionKind;
  readonly schema?: SchemaView;
  /** What the patterns of the schema may cost in this document. */
  readonly patternBudget?: PatternBudget;
  /** Of the document; spans are offsets into it. */
  readonly text: string;
  /** A kustomize patch or another fragment: nothing is missing there, only formats and duplicates are looked at. */
  readonly isPartial?: boolean;
  /** Values of a Helm chart: no object, and only what stands in a list is whole. */
  readonly isValues?: boolean;
  /** False for kinds that have no namespace; unknown where undefined. */
  readonly isNamespaced?: boolean;
}

/** One value on the walk, with where it came from. */
export interface Visit {
  readonly ctx: RuleContext;
  readonly node: Node;
  readonly path: Path;
  /** Of the key in front of the value; undefined for items of lists and for the root. */
  readonly keySpan?: Span;
  readonly schema?: Schema;
  /** Says whether values fit schemas as a whole. */
  readonly judge?: Judge;
  /** Definition of the value, e.g. `core.v1/PodSpec`. */
  readonly type?: string;
  readonly parent?: Visit;
  /** In a value that the server passes on unread (`x-kubernetes-preserve-unknown-fields`). */
  readonly isOpaque?: boolean;
  /** In a definition of Kubernetes itself, such as a container within a custom resource. */
  readonly isBuiltIn?: boolean;
}

export type Reporter = (where: Node | Span, message: string, more?: FindingDetails) => void;
