/**
 * Words of somebody else (a file, a kubeconfig, a server) as a person may be shown them: nothing invisible, nothing that
 * turns the direction of the text, nothing that the editor takes for a link or an icon.
 */

/** A line at most so long is shown: nobody reads more of a message. */
const maxLength = 2_000;

/**
 * For notifications, questions, lists, progress, titles and status, in which VS Code makes links of
 * `[words](address)` and icons of `$(name)`: a blank takes the form from them, the words stay.
 */
export function plainText(text: string): string {
  return shortened(visibleText(text), maxLength).replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/** The text on one line: for labels, titles and the messages of diagnostics. */
export function plainLine(text: string, limit = maxLength): string {
  if (text.length <= limit && /^[ -~]*$/.test(text)) return text;
  return shortened(visibleText(text.replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, ' ')), limit);
}

/** Every character that nobody can see, by its number: `<U+202E>`. Line breaks and tabs stay. */
export function visibleText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(unseen, (character, at: number) => {
    if (isJoiner(character) && isForeignLetter(text, at)) return character;
    return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Controls, format characters, lone halves of pairs, what fonts leave out; not the selectors of a look, which follow a picture. */
const unseen =
  /(?![\n\t]|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Persian, Indic scripts and pictures of several parts are written with joiners. */
function isJoiner(character: string): boolean {
  return character === '\u200C' || character === '\u200D';
}

function isForeignLetter(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) || 0) > 0x2ff && (text.charCodeAt(at + 1) || 0) > 0x2ff;
}

/** Cut between characters, never within a pair. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
