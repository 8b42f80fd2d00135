/** Takes secrets out of words that are about to be shown or logged. */
import { withoutEnd } from './trim.ts';

export const hiddenMark = '<hidden>';

/** Shorter ones are words of every language: they are hidden only where the words are about them. */
const shortest = 6;
/** By so many characters a secret is found, even where the words have only its beginning. */
const seed = 24;

/** Every whole occurrence of a secret, and of the beginning of a long one. */
export function withoutSecrets(words: string, secrets: Iterable<string>): string {
  let result = words;
  const known = [...new Set(secrets)].filter(({ length }) => length >= shortest);
  for (const secret of known.sort((a, b) => b.length - a.length)) {
    const start = secret.slice(0, seed);
    for (let at = result.indexOf(start); at !== -1; at = result.indexOf(start, at)) {
      let length = start.length;
      while (length < secret.length && result[at + length] === secret[length]) length++;
      result = result.slice(0, at) + hiddenMark + result.slice(at + length);
      at += hiddenMark.length;
    }
  }
  return result;
}

/** Words about a secret itself: whatever has a part of it in common goes, as checks cut, fold and convert what they quote. */
export function withoutTraces(words: string, secrets: readonly string[]): string {
  const texts = secrets.filter(Boolean).map((text) => text.toLowerCase());
  const fragments = new Set(texts.flatMap(fragmentsOf));
  const isTrace = (word: string): boolean =>
    texts.includes(word) || fragmentsOf(word).some((part) => fragments.has(part));
  return withoutSecrets(words, secrets)
    .replaceAll(/[^\s"'`(),;]+/g, (word) => {
      const core = withoutEnd(word.toLowerCase(), /[.:!?]/);
      return core !== hiddenMark && isTrace(core) ? hiddenMark + word.slice(core.length) : word;
    })
    .replaceAll(/<hidden>(?:\s*<hidden>)+/g, hiddenMark);
}

const fragmentLength = 4;

function fragmentsOf(text: string): string[] {
  const count = Math.min(text.length, 2_000) - fragmentLength + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => text.slice(at, at + fragmentLength));
}
