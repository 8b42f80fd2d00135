/** Completion of the comment `# chart:` that names the chart of a values file. */
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import type { Session } from '../../session.ts';

/** Undefined where the cursor is not in such a comment. */
export function chartCommentItems(
  { values }: Session,
  document: ManifestDocument,
  position: Position,
): CompletionItem[] | undefined {
  const left = document.lineText(position.line).slice(0, position.character);
  const start = /^\s*#\s*chart:[ \t]*/.exec(left)?.[0].length;
  if (start === undefined || document.gvk) return undefined;
  const { line } = position;
  const end = document.lineText(position.line).trimEnd().length;
  return values.catalog.charts.map((chart) => {
    const label = values.catalog.commentFor(chart);
    const text = `${left.endsWith(':') ? ' ' : ''}${label}`;
    return {
      label,
      kind: CompletionItemKind.Reference,
      detail: chart.title,
      textEdit: {
        range: document.toFile({
          start: { line, character: start },
          end: { line, character: Math.max(end, start) },
        }),
        newText: text,
      },
    };
  });
}
