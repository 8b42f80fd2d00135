/** Characters that nobody sees: control characters, which no decoder takes, and what only looks like a blank. */
import { invisible } from './characterName.ts';
import type { TextCursor } from './textCursor.ts';
import { styles, tokens, type Token } from './token.ts';
import type { YamlProblem } from './yamlProblem.ts';

/** All that the decoder does not take. */
// eslint-disable-next-line no-control-regex
const refused = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;
const mostNoted = 100;

/** Notes the first control character, as one alone makes the text unreadable. */
export function noteControlCharacter(cursor: TextCursor): void {
  const at = cursor.text.search(refused);
  if (at !== -1) cursor.noteLocal('control character', at, at + 1);
}

/** Invisible characters in keys and at the ends of values without quotes: the decoder takes them, and nobody means them. */
export function invisibleCharacters(cursor: TextCursor, found: readonly Token[]): YamlProblem[] {
  const { text } = cursor;
  if (text.search(invisible) === -1) return [];
  const problems: YamlProblem[] = [];
  let index = 0;
  for (const { index: at } of text.matchAll(invisible)) {
    while ((found[index + 1]?.start ?? Infinity) <= at) index++;
    const isAccepted = weightOf(found, index, at, text);
    if (isAccepted) {
      problems.push({ kind: 'invisible character', span: [at, at + 1], isLocal: true, isAccepted });
    }
    if (problems.length >= mostNoted) break;
  }
  return problems;
}

function weightOf(
  found: readonly Token[],
  index: number,
  at: number,
  text: string,
): 'error' | 'warning' | undefined {
  if (text.charCodeAt(at) === 0xfeff && (at === 0 || text[at - 1] === '\n')) return 'error';
  const token = found[index];
  if (token?.type !== tokens.scalar || token.style !== styles.plain) return undefined;
  if (at < token.start || at >= token.end) return undefined;
  if (token.isKey) return 'error';
  if (at !== token.start && at !== token.end - 1) return undefined;
  const key = found[index - 2];
  return key?.isKey && (key.value === 'kind' || key.value === 'apiVersion') ? 'error' : 'warning';
}
