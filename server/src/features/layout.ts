/** Folding, selection and formatting: the engine's answers for each document, at the document's lines. */
import type { FoldingRange, SelectionRange, TextEdit } from 'vscode-languageserver';
import { isTemplate } from '../documents/isTemplate.ts';
import type { ManifestDocument, Position } from '../documents/manifestDocument.ts';
import type { ManifestFile } from '../documents/manifestFile.ts';
import type { Session } from '../session.ts';

const foldingMemo = Symbol('folding ranges');

export async function foldingRanges(session: Session, file: ManifestFile): Promise<FoldingRange[]> {
  const engine = await session.engine();
  return file.documents.flatMap((document) => {
    const own = document.memo(foldingMemo, () => engine.foldingRanges(document));
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

export async function selectionRanges(
  session: Session,
  file: ManifestFile,
  positions: readonly Position[],
): Promise<SelectionRange[]> {
  const engine = await session.engine();
  return positions.map((place) => {
    const { document, position } = file.locate(place);
    const [own] = engine.selectionRanges(document, [position]);
    return own ? movedSelection(document, own) : { range: { start: place, end: place } };
  });
}

function movedSelection(document: ManifestDocument, { range, parent }: SelectionRange): SelectionRange {
  return { range: document.toFile(range), ...(parent && { parent: movedSelection(document, parent) }) };
}

/** Formats each document by itself, so that one that does not parse leaves the others to be formatted. */
export async function format(session: Session, file: ManifestFile): Promise<TextEdit[]> {
  if (!session.settings.formatting.enabled || session.surroundings.roleOf(file.uri) === 'template') return [];
  const engine = await session.engine();
  const edits: TextEdit[] = [];
  for (const document of file.documents) {
    if (isTemplate(document) || document.parsed.errors.length > 0) continue;
    const [edit] = await engine.format(document);
    if (!edit || edit.newText === document.text) continue;
    edits.push({ range: document.fileRangeOf([0, document.text.length]), newText: edit.newText });
  }
  return edits;
}
