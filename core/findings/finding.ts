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
  /** What is most probably right. */
  readonly fix?: Fix;
  /** What may be right as well. */
  readonly otherFixes?: readonly Fix[];
  readonly related?: readonly Related[];
}

/** A quick fix as data. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly (readonly [span: Span, newText: string])[];
  /** It only writes the same in another way, so that it may be applied unseen with all others of its kind. */
  readonly isSafe?: boolean;
  /** It leaves places to be filled in, which are reported until they are. */
  readonly isStub?: boolean;
  /** Another one may be meant: offered for a broken document, too, only where it leaves no error behind. */
  readonly isGuess?: true;
}

/** Another place that the finding is about. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What the comments of a document switch off, as plain data. */
export interface Suppressed {
  /** Codes in all of it; an empty one stands for every code. */
  readonly everywhere: readonly string[];
  /** Codes by the lines of the document, those of comments left out. */
  readonly byLine: Readonly<Record<number, readonly string[]>>;
}
