/** Folding and formatting: the engine's answers for each document, at the document's lines. */
import type { FoldingRange, TextEdit } from 'vscode-languageserver';
import { isTemplate } from '../documents/isTemplate.ts';
import type { ManifestDocument } from '../documents/manifestDocument.ts';
import type { ManifestFile } from '../documents/manifestFile.ts';
import type { Session } from '../session.ts';

const foldingMemo = Symbol('folding ranges');

export async function foldingRanges(session: Session, file: ManifestFile): Promise<FoldingRange[]> {
  const engine = await session.engine();
  return file.documents.flatMap((document) => {
    const own = document.memo(foldingMemo, () =>
      isPlain(document) ? engine.foldingRanges(document) : [],
    );
    const ranges = own.map((range) => ({
      ...range,
      startLine: range.startLine + document.startLine,
      endLine: range.endLine + document.startLine,
    }));
    return file.documents.length > 1 ? [...wholeDocument(document), ...ranges] : ranges;
  });
}

/** In a file of several documents each folds as a whole. */
function wholeDocument(document: ManifestDocument): FoldingRange[] {
  const lines = document.text.trimEnd().split('\n').length - 1;
  if (lines < 2) return [];
  return [{ startLine: document.startLine, endLine: document.startLine + lines }];
}

/** Formats each document by itself, so that one that does not parse leaves the others to be formatted. */
export async function format(session: Session, file: ManifestFile): Promise<TextEdit[]> {
  if (!session.settings.formatting.enabled || session.surroundings.roleOf(file.uri) === 'template')
    return [];
  const engine = await session.engine();
  const edits: TextEdit[] = [];
  for (const document of file.documents) {
    if (isTemplate(document) || !isPlain(document) || document.parsed.errors.length > 0) continue;
    const [edit] = await engine.format(document);
    if (!edit || edit.newText === document.text) continue;
    edits.push({ range: document.fileRangeOf([0, document.text.length]), newText: edit.newText });
  }
  return edits;
}

/** False for an empty document, and for nesting that no person writes: the engine's time grows with its square. */
function isPlain({ text, isTooLarge }: ManifestDocument): boolean {
  if (isTooLarge || !/^(?!---\s*$|\.\.\.\s*$).*\S/m.test(text)) return false;
  return !/^ {400}/m.test(text) && !/[[{]{200}/.test(text);
}
