/** How many items an answer may have: of more the editor asks again with each letter that is typed. */
export const maxItems = 1000;

/** The texts that may still be meant by what is typed, at most as many as an answer may have. */
export function offered(texts: readonly string[], typed: string): readonly string[] {
  if (texts.length <= maxItems) return texts;
  const wanted = typed.toLowerCase();
  const found: string[] = [];
  for (const text of texts) {
    if (found.length === maxItems) break;
    if (hasLetters(text.toLowerCase(), wanted)) found.push(text);
  }
  return found;
}

/** Whether the letters stand in the text in their order, as editors match. */
function hasLetters(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}
