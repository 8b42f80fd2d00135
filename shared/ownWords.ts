/** Words of our own messages, which tell nothing of a secret that happens to be one of them. */

/** Short ones, which stand in every sentence. */
export const shortWords: ReadonlySet<string> = new Set(
  'a an and as at be by for in is it its no not of on one or the this to base64'.split(' '),
);

/** Those that messages about secrets are made of. */
const messageWords: ReadonlySet<string> = new Set([
  ...shortWords,
  ...'admin another bytes characters choose cookies data database digits everybody holds'.split(
    ' ',
  ),
  ...'hexadecimal into key keys knows leave line make must name number out password passwords'.split(
    ' ',
  ),
  ...'plain put random read run secret secrets short stringdata take text token tokens under'.split(
    ' ',
  ),
  ...'user value values variable variables warning with write'.split(' '),
]);

/** Whether a part of a message is made of its own words: never where quotes are around, as the document's text stands there. */
export type IsOwn = (words: string, start: number, end: number) => boolean;

export const isOwnInMessage: IsOwn = (words, start, end) => {
  if (!/^[\s(]?$/.test(words.charAt(start - 1)) || !/^[\s),;:.!?]?$/.test(words.charAt(end)))
    return false;
  const quotes = /["'`]/;
  const isBetween = quotes.test(words.slice(0, start)) && quotes.test(words.slice(end));
  if (isBetween) return false;
  return words
    .slice(start, end)
    .toLowerCase()
    .split(/\s+/)
    .every((word) => messageWords.has(word));
};

/** Where the document's text stands without quotes, too: a label, a hover. */
export const isNoneOwn: IsOwn = () => false;
