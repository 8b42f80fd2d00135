/** What is wrong at a place of a document, as data. At the edge it becomes a diagnostic of the protocol. */
import type { Span } from '../yaml/node.ts';

export interface Finding extends FindingDetails {
  /** Stable: shown, documented, switched off in settings and comments. */
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface FindingDetails {
  readonly severity?: Severity;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
}

/** A quick fix as data. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly (readonly [span: Span, newText: string])[];
}

/** Another place that the finding is about. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}
