/** Documents that stand as text in another one. */
import { linesOf } from '../yaml/lines.ts';
import type { Node, Span } from '../yaml/node.ts';
import type { ManifestDocument } from './manifestDocument.ts';

export interface DocumentInText {
  readonly document: ManifestDocument;
  /** Where its text begins in the manifest: at the start of a line, so that columns are the same. */
  readonly offset: number;
  readonly line: number;
  /** Of the whole text in the manifest, header and all. */
  readonly textSpan: Span;
}

/** The documents of a literal block: only that keeps its lines as they are. */
export function documentsInText(host: ManifestDocument, node: Node | undefined): DocumentInText[] {
  if (node?.type !== 'scalar' || host.text[node.span[0]] !== '|') return [];
  const [start, end] = node.span;
  const newline = host.text.indexOf('\n', start);
  if (newline === -1 || newline >= end) return [];
  return parts(host.text.slice(newline + 1, end)).map(([from, to]) => {
    const offset = newline + 1 + from;
    const document = host.part(host.text.slice(offset, newline + 1 + to));
    return { document, offset, line: host.positionAt(offset).line, textSpan: node.span };
  });
}

/** From where to where its documents reach, without the lines that part them. */
function parts(text: string): Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const { start, end } of linesOf(text)) {
    if (!/^ *---[ \t]*\r?$/.test(text.slice(start, end))) continue;
    found.push([from, start]);
    from = Math.min(text.length, end + (text[end] === '\r' ? 2 : 1));
  }
  found.push([from, text.length]);
  return found.filter(([start, end]) => text.slice(start, end).trim() !== '');
}
