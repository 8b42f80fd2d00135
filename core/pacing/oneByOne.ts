/**
 * Files that changed, looked at one after the other and each once, however often it changed meanwhile: a branch that is
 * checked out changes thousands at a time.
 */
export class OneByOne {
  readonly #look: (path: string) => Promise<void>;
  readonly #waiting = new Set<string>();
  #isBusy = false;

  constructor(look: (path: string) => Promise<void>) {
    this.#look = look;
  }

  /** True once nothing waits any more; false at once where somebody is at work already, who then takes this path, too. */
  async add(path: string): Promise<boolean> {
    this.#waiting.add(path);
    if (this.#isBusy) return false;
    this.#isBusy = true;
    try {
      for (const next of this.#waiting) {
        this.#waiting.delete(next);
        await this.#look(next);
      }
    } finally {
      this.#isBusy = false;
    }
    return true;
  }
}
