/** What can drop its syntax tree and read it anew. */
export interface HasTree {
  forgetTree(): void;
}

/**
 * Which documents keep their syntax tree: the last few that were read, as a tree is some thirty times its text. A document
 * tells the cache of its file whenever its tree is asked for, so that nobody else has to think of it.
 */
export class TreeCache {
  readonly #limit: number;
  /** In the order of their use. */
  readonly #used = new Set<HasTree>();
  #last: HasTree | undefined;

  constructor(limit = 16) {
    this.#limit = limit;
  }

  /** The tree of the document is used: it is the last to go. */
  use(document: HasTree): void {
    if (document === this.#last) return;
    this.#last = document;
    this.#used.delete(document);
    this.#used.add(document);
    if (this.#used.size <= this.#limit) return;
    const [oldest] = this.#used;
    if (!oldest) return;
    this.#used.delete(oldest);
    oldest.forgetTree();
  }
}
