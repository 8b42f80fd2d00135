/** Formatting: the engine's work on each document by itself, so that one that does not parse leaves the others. */
import type { TextEdit } from 'vscode-languageserver';
import { withLineBreak } from '../../../shared/lines.ts';
import { isTemplate } from '../documents/isTemplate.ts';
import type { ManifestDocument } from '../documents/manifestDocument.ts';
import type { ManifestFile } from '../documents/manifestFile.ts';
import type { Session } from '../session.ts';

export async function format(session: Session, file: ManifestFile): Promise<TextEdit[]> {
  if (!session.settings.formatting.enabled) return [];
  if (session.surroundings.roleOf(file.path) === 'template') return [];
  const engine = await session.engine();
  const edits: TextEdit[] = [];
  for (const document of file.documents) {
    if (isTemplate(document) || !isPlain(document) || document.parsed.errors.length > 0) continue;
    const [edit] = await engine.format(document);
    if (!edit) continue;
    const newText = withLineBreak(edit.newText, file.lineBreak);
    if (newText === document.raw) continue;
    edits.push({ range: document.fileRangeOf([0, document.text.length]), newText });
  }
  return edits;
}

/** False for an empty document, and for nesting that no person writes: the engine's time grows with its square. */
function isPlain({ text, isTooLarge }: ManifestDocument): boolean {
  if (isTooLarge || !/^(?!---\s*$|\.\.\.\s*$).*\S/m.test(text)) return false;
  return !/^ {400}/m.test(text) && !/[[{]{200}/.test(text);
}
