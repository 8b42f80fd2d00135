/** How many items an answer may have: of more the editor asks again with each letter that is typed. */
export const maxItems = 1000;

/** The texts that may still be meant by what is typed, at most as many as an answer may have; first those that begin so. */
export function offered(texts: readonly string[], typed: string): readonly string[] {
  if (texts.length <= maxItems) return texts;
  const wanted = typed.toLowerCase();
  const beginning: string[] = [];
  const others: string[] = [];
  for (const text of texts) {
    const lower = text.toLowerCase();
    if (lower.startsWith(wanted)) beginning.push(text);
    else if (others.length < maxItems && hasLetters(lower, wanted)) others.push(text);
    if (beginning.length === maxItems) break;
  }
  return [...beginning, ...others].slice(0, maxItems);
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
