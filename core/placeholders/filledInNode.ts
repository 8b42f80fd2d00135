/**
 * A value that another tool fills in, in the tree that is judged. Whoever reads it leaves a trace, so that a report which
 * depends on what nobody knows yet is told from one that does not, whichever check or rule makes it.
 */
import type { PartlyKnown, ScalarNode, Span } from '../yaml/node.ts';

/** How often values that are filled in later have been read. */
export class Reads {
  count = 0;
}

export class FilledInNode implements ScalarNode {
  readonly filledIn = true;
  readonly isPlain: boolean;
  readonly span: Span;
  readonly partly?: PartlyKnown;
  readonly #text: string;
  readonly #reads: Reads;

  constructor(
    text: string,
    { isPlain, span }: Pick<ScalarNode, 'isPlain' | 'span'>,
    reads: Reads,
    partly?: PartlyKnown,
  ) {
    this.#text = text;
    this.isPlain = isPlain;
    this.span = span;
    this.#reads = reads;
    if (partly) this.partly = partly;
  }

  /** It may become a mapping or a list. */
  get type(): 'scalar' {
    this.#reads.count++;
    return 'scalar';
  }

  get value(): string {
    this.#reads.count++;
    return this.#text;
  }

  get source(): string {
    this.#reads.count++;
    return this.#text;
  }
}
