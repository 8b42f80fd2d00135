/** Takes secrets out of words that are about to be shown or logged. */
import { isNoneOwn, shortWords, type IsOwn } from './ownWords.ts';
import { withoutEnd } from './trim.ts';

export const hiddenMark = '<hidden>';

/** Shorter ones are words of every language: they are hidden only where the words are about them. */
const shortest = 6;
/** By so many characters a secret is found, even where the words have only its beginning. */
const seed = 24;

/** Secrets made ready to be found in many words: the time of one search does not grow with their number. */
export class SecretTexts {
  /** Those that begin alike, in the order of their characters. */
  readonly #byStart = new Map<string, string[]>();
  readonly #startLengths: readonly number[];

  constructor(secrets: Iterable<string>) {
    for (const secret of new Set(secrets)) {
      if (secret.length < shortest) continue;
      const start = secret.slice(0, seed);
      const alike = this.#byStart.get(start);
      if (alike) alike.push(secret);
      else this.#byStart.set(start, [secret]);
    }
    for (const alike of this.#byStart.values()) alike.sort();
    const lengths = [...this.#byStart.keys()].map(({ length }) => length);
    this.#startLengths = [...new Set(lengths)].sort((a, b) => b - a);
  }

  /** Every whole occurrence of a secret, and of the beginning of a long one, but where the words are our own. */
  hide(words: string, isOwn: IsOwn = isNoneOwn): string {
    let result = '';
    let shown = 0;
    let hiddenTo = 0;
    for (let at = 0; at + shortest <= words.length; at++) {
      const length = this.#lengthAt(words, at);
      if (length === 0 || at + length <= hiddenTo || isOwn(words, at, at + length)) continue;
      if (at > hiddenTo || hiddenTo === 0) result += words.slice(shown, at) + hiddenMark;
      hiddenTo = at + length;
      shown = hiddenTo;
    }
    return result + words.slice(shown);
  }

  /** Characters of a secret that stand at a place; 0 for none. */
  #lengthAt(words: string, at: number): number {
    for (const length of this.#startLengths) {
      const alike = this.#byStart.get(words.slice(at, at + length));
      if (alike) return longestCommonStart(alike, words.slice(at));
    }
    return 0;
  }
}

/** The one that has most of its beginning in common with a text stands beside the text's own place in their order. */
function longestCommonStart(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return Math.max(commonStart(sorted[low - 1] ?? '', text), commonStart(sorted[low] ?? '', text));
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** Secrets that words are about: whatever has a part of one in common goes, as checks cut, fold and convert what they quote. */
export class SecretTraces {
  readonly #whole: SecretTexts;
  readonly #texts: ReadonlySet<string>;
  readonly #fragments: ReadonlySet<string>;

  constructor(secrets: readonly string[]) {
    this.#whole = new SecretTexts(secrets);
    this.#texts = new Set(secrets.filter(Boolean).map((text) => text.toLowerCase()));
    this.#fragments = new Set([...this.#texts].flatMap(fragmentsOf));
  }

  hide(words: string, isOwn: IsOwn = isNoneOwn): string {
    const shown = this.#whole.hide(words, isOwn);
    return shown
      .replaceAll(/[^\s"'`(),;]+/g, (word, at: number) => {
        const core = withoutEnd(word.toLowerCase(), /[.:!?]/);
        if (core === hiddenMark || !this.#isTrace(core)) return word;
        if (isOwn(shown, at, at + core.length)) return word;
        if (shortWords.has(core) && !/["'`]/.test(words[at - 1] ?? '')) return word;
        return hiddenMark + word.slice(core.length);
      })
      .replaceAll(/<hidden>(?:\s*<hidden>)+/g, hiddenMark);
  }

  #isTrace(word: string): boolean {
    return this.#texts.has(word) || fragmentsOf(word).some((part) => this.#fragments.has(part));
  }
}

const fragmentLength = 4;

function fragmentsOf(text: string): string[] {
  const count = Math.min(text.length, 2_000) - fragmentLength + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => text.slice(at, at + fragmentLength));
}

/** For words that are looked at once. */
export function withoutSecrets(words: string, secrets: Iterable<string>): string {
  return new SecretTexts(secrets).hide(words);
}

/** The same for words about the secrets themselves. */
export function withoutTraces(words: string, secrets: readonly string[]): string {
  return new SecretTraces(secrets).hide(words);
}
