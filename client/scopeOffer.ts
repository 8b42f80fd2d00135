/** When the problems of the whole workspace are offered: to those who work with several manifests, and once. */

/** So many manifests are opened by somebody who works with the workspace, not with a single file. */
export const filesForOffer = 3;

export class ScopeOffer {
  readonly #opened = new Set<string>();
  #isMade: boolean;

  /** `isSettled`: it was made before, or the user has set what is offered. */
  constructor(isSettled: boolean) {
    this.#isMade = isSettled;
  }

  /** A manifest of the workspace was opened. Whether it is time for the offer: that is said once. */
  opened(uri: string): boolean {
    if (this.#isMade) return false;
    this.#opened.add(uri);
    this.#isMade = this.#opened.size >= filesForOffer;
    return this.#isMade;
  }
}
