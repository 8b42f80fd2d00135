/**
 * The items of a `List` as texts of their own, cut from its lines, so that each is read by itself: a list of all CRDs of a
 * cluster has some megabytes.
 */
import { linesOf } from '../../yaml/lines.ts';

/** Items of the block list under the top-level key `items`; none for any other layout. */
export function* listItems(text: string): Generator<string> {
  let item: string[] | undefined;
  let isInside = false;
  /** Column of the dashes, and of what stands behind the last one. */
  let dash = -1;
  let inner = 0;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    const isItem = isInside && isDash(line, dash);
    // A dash in column 0 goes on with the list; any other text there ends it.
    if (!isItem && /^[^\s#]/.test(line)) isInside = /^items:[ \t]*(?:#|$)/.test(line);
    else if (isItem) {
      const [marker = ''] = /^ *- */.exec(line) ?? [];
      dash = line.indexOf('-');
      inner = marker.length;
      if (item) yield item.join('\n');
      item = [line.slice(inner)];
    } else if (isInside) item?.push(withoutIndent(line, inner));
  }
  if (item) yield item.join('\n');
}

/** A dash in this column; in any column where that is not known yet. */
function isDash(line: string, column: number): boolean {
  const found = /^ *-(?: |$)/.exec(line);
  return found !== null && (column === -1 || line.indexOf('-') === column);
}

function withoutIndent(line: string, columns: number): string {
  const blanks = /^ */.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(blanks, columns));
}
