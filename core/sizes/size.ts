/** What a place of a manifest comes to: beside the value in the editor, and in full in its hover. */
import type { Visit } from '../walk/visit.ts';
import type { Span } from '../yaml/node.ts';

export interface Size {
  /** Of the value that it is said of: its hover tells it. */
  readonly span: Span;
  /** Behind which it stands: the value where that is on one line, else its key. */
  readonly after: Span;
  /** Short, to stand beside the value; absent: told in the hover only. */
  readonly label?: string;
  /** Whole sentences, as plain text. */
  readonly words: readonly string[];
}

/**
 * Says what the values of some schema types, formats, kinds or charts come to; names are those of `Selector` in
 * `core/rules/rule.ts`, formats those of `core/formats`. Total and pure: what cannot be read has no size. `now` is all that it
 * knows of the time.
 */
export interface SizeReader {
  readonly types?: readonly string[];
  readonly formats?: readonly string[];
  readonly kinds?: readonly string[];
  readonly charts?: readonly string[];
  read(visit: Visit, now: Date): Iterable<Size>;
}
