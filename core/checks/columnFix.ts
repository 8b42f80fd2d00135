/** A line that stands one column beside its neighbours, as a slip of the space bar leaves it. */
import type { Fix } from '../findings/finding.ts';

/** Lines that are looked at above and below. */
const maxLines = 50;

/** Moves the line with the lines that belong to it; undefined where the lines above do not say by how much. */
export function columnFix(start: number, text: string): Fix | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const column = start - lineStart;
  if (/[^ ]/.test(text.slice(lineStart, start))) return undefined;
  const step = stepTo(columnsAbove(text, lineStart, text.charAt(start) === '-'), column);
  if (step === undefined) return undefined;
  const starts = blockFrom(text, lineStart, column);
  const title = `Indent by one blank ${step > 0 ? 'more' : 'less'}`;
  return {
    title,
    isGuess: true,
    edits: starts.map((at) =>
      step > 0 ? ([[at, at], ' '] as const) : ([[at, at + 1], ''] as const),
    ),
  };
}

function stepTo(columns: readonly number[], column: number): 1 | -1 | undefined {
  const nearest = columns.find((each) => Math.abs(each - column) === 1);
  return nearest === undefined ? undefined : nearest > column ? 1 : -1;
}

/** Where items, or keys, begin above, the nearest line first. */
function columnsAbove(text: string, lineStart: number, ofItems: boolean): readonly number[] {
  const columns: number[] = [];
  let end = lineStart - 1;
  for (let count = 0; count < maxLines && end > 0; count++) {
    const from = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(from, end);
    if (line.startsWith('---')) break;
    const [indent = '', dash = ''] = /^( *)(- +)?(?=[^\s#-])/.exec(line)?.slice(1) ?? [];
    const isKey = !ofItems && /^[^\s#]/.test(line.slice(indent.length + dash.length));
    if (isKey) columns.push(indent.length + dash.length);
    if (ofItems && dash !== '') columns.push(indent.length);
    end = from - 1;
  }
  return columns;
}

/** The starts of the line and of those below that are indented further. */
function blockFrom(text: string, lineStart: number, column: number): readonly number[] {
  const starts = [lineStart];
  let next = text.indexOf('\n', lineStart) + 1;
  while (next > 0 && starts.length < maxLines) {
    const indent = /^ */.exec(text.slice(next, next + column + 1))?.[0].length ?? 0;
    if (indent <= column) break;
    starts.push(next);
    next = text.indexOf('\n', next) + 1;
  }
  return starts;
}
