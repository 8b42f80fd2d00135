/** Texts in quotes over several lines: what to indent, so that the parser finds where they end. */
import { linesOf } from '../yaml/lines.ts';
import type { Insertion } from '../findings/patch.ts';

export interface OpenQuote {
  /** In the line that the quote stands in. */
  readonly offset: number;
  readonly quote: '"' | "'";
}

/** Spaces before the lines behind an open quote and, unless it is to be the only one, behind those that follow. */
export function quoteInsertions(text: string, first: OpenQuote, isOnlyOne: boolean): Insertion[] {
  const all: Insertion[] = [];
  const start = text.lastIndexOf('\n', Math.max(0, first.offset - 1)) + 1;
  let open: { readonly quote: string; readonly columns: number } | undefined;
  let lines: Insertion[] = [];
  for (const { start: at, end } of linesOf(text, start)) {
    const line = text.slice(at, end);
    if (!open) {
      const quote = at === start ? first.quote : quoteOpenedIn(line);
      if (quote) open = { quote, columns: line.length - line.trimStart().length + 4 };
      continue;
    }
    if (line.trim() !== '') lines.push({ at, columns: open.columns });
    if (!closes(line, open.quote)) continue;
    for (const insertion of lines) all.push(insertion);
    if (isOnlyOne) return all;
    lines = [];
    open = undefined;
  }
  return all;
}

/** The quote that the value of a line begins with and that the line does not close. */
function quoteOpenedIn(line: string): string | undefined {
  const lead = /^ *(?:- +)*/.exec(line)?.[0].length ?? 0;
  const colon = line.indexOf(': ', lead);
  const value = (colon === -1 ? line.slice(lead) : line.slice(colon + 2)).trimStart();
  const quote = value[0];
  return (quote === '"' || quote === "'") && !closes(value.slice(1), quote) ? quote : undefined;
}

/** Whether a quoted text ends in the line: a quote that is neither escaped nor doubled. */
function closes(line: string, quote: string): boolean {
  return (quote === '"' ? line.replaceAll(/\\./g, '') : line.replaceAll("''", '')).includes(quote);
}
