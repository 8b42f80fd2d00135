/** Beside a value what it comes to: a pod of Spark with its overhead, all pods of a workload, the next run of a schedule. */
import { MarkupKind, type InlayHint, type Range } from 'vscode-languageserver-types';
import { escaped } from '../markdown/markdown.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Session } from '../session.ts';
import { sizesOf } from './sizes.ts';

/** Those of one document that lie in a part of the file. */
export function inlayHints(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  { start, end }: Range,
): InlayHint[] {
  if (!session.settingsOf(file).inlayHints.enabled) return [];
  const { startLine, lineCount } = document;
  if (startLine > end.line || startLine + lineCount < start.line) return [];
  return [document, ...textsIn(session, file, document)]
    .flatMap((part) => hintsIn(session, file, part))
    .filter(({ position: { line } }) => start.line <= line && line <= end.line);
}

/** Values of charts that the document holds as text. */
function textsIn(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): ManifestDocument[] {
  if (document.leftOut) return [];
  const inline = session.values.inlineOf(file, document);
  return inline.flatMap(({ text }) => (text ? [text.document] : []));
}

function hintsIn(session: Session, file: ManifestFile, document: ManifestDocument): InlayHint[] {
  return sizesOf(session, file, document).flatMap(({ after, label, words }) => {
    if (label === undefined) return [];
    const position = document.toFilePosition(document.positionAt(after[1]));
    const tooltip = { kind: MarkupKind.Markdown, value: escaped(words.join(' ')) };
    return [{ position, label, paddingLeft: true, tooltip }];
  });
}
