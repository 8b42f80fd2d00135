/** Growing selections: word, value, entry, mapping, and so on up to the document. */
import type { SelectionRange } from 'vscode-languageserver-types';
import { endOfText } from '../model/endOfText.ts';
import type { Position } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { entries, items, type Node, type Span } from '../yaml/node.ts';

export function selectionRange(file: ManifestFile, place: Position): SelectionRange {
  const { document, position } = file.locate(place);
  const offset = document.offsetAt(position);
  let range: SelectionRange = { range: document.fileRangeOf([0, document.text.length]) };
  let last: Span = [0, document.text.length];
  for (const span of spansAround(document.root, offset)) {
    const end = endOfText(document, span);
    // Each must lie within the one before and be smaller: an alias leads elsewhere.
    if (span[0] < last[0] || end > last[1] || (span[0] === last[0] && end === last[1])) continue;
    last = [span[0], end];
    range = { range: document.fileRangeOf(last), parent: range };
  }
  return range;
}

/** Spans that hold the offset, from the outside in. */
function* spansAround(root: Node | undefined, offset: number): Generator<Span> {
  let node = root;
  while (node && holds(node.span, offset)) {
    yield node.span;
    const entry = entries(node).find(({ key, value }) =>
      holds([key.span[0], Math.max(key.span[1], value.span[1])], offset),
    );
    if (entry) {
      yield [entry.key.span[0], Math.max(entry.key.span[1], entry.value.span[1])];
      if (holds(entry.key.span, offset)) yield entry.key.span;
    }
    node = entry?.value ?? items(node).find((item) => holds(item.span, offset));
  }
}

function holds([start, end]: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
