/** Folding: every mapping, list and block of text that spans lines, and each document of several as a whole. */
import type { FoldingRange } from 'vscode-languageserver-types';
import { isTemplate } from '../model/isTemplate.ts';
import { endOfText } from '../model/endOfText.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { entries, items, type Node } from '../yaml/node.ts';

/** Those of one document of the file. */
export function foldingRanges(file: ManifestFile, document: ManifestDocument): FoldingRange[] {
  const isOneOfSeveral = file.documents.length > 1;
  const lines = lastLineOf(document);
  if (lines === 0 || isTemplate(document)) return [];
  const own = document.memo(foldMemo, () => [...foldsOf(document)]);
  const all = isOneOfSeveral && lines > 1 ? [{ startLine: 0, endLine: lines }, ...own] : own;
  return all.map(({ startLine, endLine }) => ({
    startLine: startLine + document.startLine,
    endLine: endLine + document.startLine,
  }));
}

/** The last line that is no comment at the left edge: such comments speak of the document that follows. */
function lastLineOf(document: ManifestDocument): number {
  const { line: last } = document.positionAt(document.text.trimEnd().length);
  let line = last;
  while (line > 0 && /^(?:#|\s*$)/.test(document.lineText(line))) line--;
  return line > 0 ? line : last;
}

const foldMemo = Symbol('folding ranges');
/** More than anybody folds, less than an alias bomb makes. */
const maxFolds = 5000;

/** Lines count in the document. */
function* foldsOf(document: ManifestDocument): Generator<{ startLine: number; endLine: number }> {
  let left = maxFolds;
  // A stack instead of recursion: the nesting is the user's.
  const stack: Node[] = document.root ? [document.root] : [];
  for (let node = stack.pop(); node && left > 0; node = stack.pop()) {
    for (const { key, value } of entries(node)) {
      // What an alias or a merge key brought in folds where it is written.
      if (key.span[0] < node.span[0] || value.span[0] < key.span[1]) continue;
      const fold = foldOf(document, key.span[0], value);
      if (fold) {
        left--;
        yield fold;
        stack.push(value);
      }
    }
    for (const item of items(node)) {
      const fold = item.span[0] < node.span[0] ? undefined : foldOf(document, item.span[0], item);
      if (fold) {
        left--;
        yield fold;
        stack.push(item);
      }
    }
  }
}

/** From the line of an offset to the last line of a value that holds text; undefined for what fits on one line. */
function foldOf(
  document: ManifestDocument,
  start: number,
  { span }: Node,
): { startLine: number; endLine: number } | undefined {
  const startLine = document.positionAt(start).line;
  const endLine = document.positionAt(endOfText(document, [start, span[1]])).line;
  return endLine > startLine ? { startLine, endLine } : undefined;
}
