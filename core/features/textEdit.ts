import type { TextEdit } from 'vscode-languageserver-types';
import type { Edit } from '../findings/edits.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { withLineBreak } from '../yaml/lines.ts';

/** An edit of a document in the lines and line breaks of its file. */
export function textEdit(
  { lineBreak }: ManifestFile,
  document: ManifestDocument,
  [span, newText]: Edit,
): TextEdit {
  return { range: document.fileRangeOf(span), newText: withLineBreak(newText, lineBreak) };
}
