/**
 * Reads on behind a list whose items lost their indentation, so that the rest of the document is checked while it is
 * there. Found by its look: an item left of the key that it belongs to, which no valid document has.
 */
import type { Span } from '../documents/node.ts';
import type { Report } from '../rules/rule.ts';

/** A text with the lost indentation put back, and the way back from its offsets. */
export interface Recovered {
  readonly text: string;
  readonly reports: readonly Report[];
  /** Span of the original text for a span of `text`. */
  toOriginal(span: Span): Span;
}

export function recover(text: string): Recovered | undefined {
  const inserted: { readonly at: number; readonly columns: number }[] = [];
  const reports: Report[] = [];
  let key: { readonly column: number; readonly name: string } | undefined;
  let list: { readonly dash: number; readonly columns: number } | undefined;
  for (const { start, line } of linesOf(text)) {
    if (/^\s*(#|$)/.test(line)) continue;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const isItem = /^ *-(\s|$)/.test(line);
    if (list && (indent > list.dash || (isItem && indent === list.dash))) {
      inserted.push({ at: start, columns: list.columns });
    } else if (isItem && key && indent < key.column) {
      list = { dash: indent, columns: key.column + 2 - indent };
      inserted.push({ at: start, columns: list.columns });
      reports.push(lostIndent(start + indent, start + line.trimEnd().length, key.name));
    } else {
      list = undefined;
    }
    const open = /^( *)((?:- +)*)([^\s#'":]+):[ \t]*(?:#.*)?$/.exec(line);
    if (open) key = { column: (open[1]?.length ?? 0) + (open[2]?.length ?? 0), name: open[3] ?? '' };
    else if (!list) key = undefined;
  }
  const [first] = reports;
  if (!first) return undefined;
  const fix = {
    title: 'Indent the items of the list',
    edits: inserted.map(({ at, columns }) => [[at, at], ' '.repeat(columns)] as const),
  };
  return {
    text: inserted.toReversed().reduce((result, { at, columns }) => result.slice(0, at) + ' '.repeat(columns) + result.slice(at), text),
    reports: [{ ...first, fix }, ...reports.slice(1)],
    toOriginal: ([start, end]) => [original(inserted, start), original(inserted, end)],
  };
}

function lostIndent(start: number, end: number, key: string): Report {
  return {
    span: [start, end],
    code: 'yaml-syntax',
    severity: 'error',
    message: `this item stands left of ${key}, which it belongs to: indent it`,
  };
}

function original(inserted: readonly { readonly at: number; readonly columns: number }[], offset: number): number {
  let shift = 0;
  for (const { at, columns } of inserted) {
    if (at + shift >= offset) break;
    shift += Math.min(columns, offset - at - shift);
  }
  return offset - shift;
}

function* linesOf(text: string): Generator<{ start: number; line: string }> {
  let start = 0;
  for (const line of text.split('\n')) {
    yield { start, line };
    start += line.length + 1;
  }
}
