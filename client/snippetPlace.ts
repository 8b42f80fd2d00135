// Where whole manifests may be inserted: snippets that a package contributes are offered at any word, so that
// Enter after `kind: Pod` would put one into the middle of a manifest.

/** Whether the cursor's document, between `---` lines, holds nothing yet but comments and the word before the cursor. */
export function isSnippetPlace(
  lineAt: (line: number) => string,
  lineCount: number,
  cursor: { line: number; character: number },
): boolean {
  const text = lineAt(cursor.line);
  if (!/^(?:\w[\w-]*)?$/.test(text.slice(0, cursor.character))) return false;
  if (text.slice(cursor.character).trim() !== '') return false;
  return isFree(lineAt, cursor.line - 1, -1, -1) && isFree(lineAt, cursor.line + 1, lineCount, 1);
}

/** From `start` on, in steps, until `end` or a separator. */
function isFree(lineAt: (line: number) => string, start: number, end: number, step: number) {
  for (let line = start; line !== end; line += step) {
    const text = lineAt(line);
    if (/^(?:---|\.\.\.)\s*(?:#.*)?$/.test(text)) return true;
    if (!/^\uFEFF?\s*(?:#.*|%.*)?$/.test(text)) return false;
  }
  return true;
}
