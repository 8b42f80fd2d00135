/** The secrets of one document, made ready for all that is said about it: findings, the outline, hovers. */
import { SecretTexts, SecretTraces } from '../../shared/hideSecrets.ts';
import { isNoneOwn, isOwnInMessage, type IsOwn } from '../../shared/ownWords.ts';
import type { Span } from '../yaml/node.ts';
import type { Secret } from './documentSecrets.ts';

/** With more of them at one place all of the document count there: a mapping may hold thousands. */
const manyHere = 20;

export class HiddenSecrets {
  /** In the order of their starts. */
  readonly #secrets: readonly Secret[];
  /** How far the secrets up to each one reach. */
  readonly #ends: readonly number[];
  #texts: SecretTexts | undefined;
  #traces: SecretTraces | undefined;

  constructor(secrets: readonly Secret[]) {
    this.#secrets = [...secrets].sort((one, other) => one.span[0] - other.span[0]);
    let end = -1;
    this.#ends = this.#secrets.map(({ span }) => (end = Math.max(end, span[1])));
  }

  /** Words about the document, without its secrets; with the place `span` without any trace of those that stand there. */
  hide(words: string, span?: Span): string {
    return this.#hide(words, span, isNoneOwn);
  }

  /** The same of a message, which stays readable where a secret is one of the words that it is made of. */
  hideInMessage(words: string, span: Span): string {
    return this.#hide(words, span, isOwnInMessage);
  }

  #hide(words: string, span: Span | undefined, isOwn: IsOwn): string {
    if (this.#secrets.length === 0) return words;
    const here = span ? this.#touching(span) : [];
    const traces =
      here.length > manyHere
        ? (this.#traces ??= new SecretTraces(formsIn(this.#secrets)))
        : here.length > 0
          ? new SecretTraces(formsIn(here))
          : undefined;
    this.#texts ??= new SecretTexts(formsIn(this.#secrets));
    return this.#texts.hide(traces ? traces.hide(words, isOwn) : words, isOwn);
  }

  /** At most one more than matters. */
  #touching([from, to]: Span): Secret[] {
    const found: Secret[] = [];
    let at = this.#indexBehind(to) - 1;
    for (; at >= 0 && (this.#ends[at] ?? -1) >= from && found.length <= manyHere; at--) {
      const secret = this.#secrets[at];
      if (secret && secret.span[1] >= from) found.push(secret);
    }
    return found;
  }

  /** The first secret that starts behind an offset. */
  #indexBehind(offset: number): number {
    let low = 0;
    let high = this.#secrets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#secrets[middle]?.span[0] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function formsIn(secrets: readonly Secret[]): string[] {
  return secrets.flatMap(({ forms }) => forms);
}
