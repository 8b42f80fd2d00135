/** Text edits on YAML mappings that keep the layout of their surroundings: the building blocks of fixes. */
import { lineBreakOf } from '../yaml/lines.ts';
import type { Entry, MapNode, Span } from '../yaml/node.ts';

/** Replaces the text of a span. */
export type Edit = readonly [span: Span, newText: string];

/** Column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** True for `{a: b}`. */
export function isFlow(text: string, node: MapNode): boolean {
  return text[node.span[0]] === '{';
}

/** Entries written in the mapping itself, not merged in from an anchor. */
export function ownEntries(node: MapNode): readonly Entry[] {
  return node.entries.filter(
    ({ key }) => key.span[0] >= node.span[0] && key.span[1] <= node.span[1],
  );
}

/** Adds lines, indented from column 0, at the end of a mapping. Undefined where the layout is not understood. */
export function appendToMapping(
  text: string,
  node: MapNode,
  lines: readonly string[],
): Edit | undefined {
  if (lines.length === 0) return undefined;
  const entries = ownEntries(node);
  const last = entries.at(-1);
  if (isFlow(text, node)) {
    if (lines.length > 1) return undefined;
    const at = last ? endOf(last) : node.span[0] + 1;
    const line = `${lines[0]}${lines[0]?.endsWith(':') ? ' ' : ''}`;
    return [[at, at], `${last ? ', ' : ''}${line}`];
  }
  if (!last) return undefined;
  const indent = ' '.repeat(columnOf(text, last.key.span[0]));
  const lineBreak = lineBreakOf(text);
  const at = endOfLine(text, lastOffset(text, last));
  return [[at, at], lines.map((line) => lineBreak + (line === '' ? '' : indent + line)).join('')];
}

/** Span of an entry's whole lines, line break included; undefined where other text shares them. */
export function linesOf(text: string, entry: Entry): Span | undefined {
  const start = text.lastIndexOf('\n', entry.key.span[0] - 1) + 1;
  if (text.slice(start, entry.key.span[0]).trim() !== '') return undefined;
  const end = endOfLine(text, lastOffset(text, entry));
  const next = text.indexOf('\n', end);
  return [start, next === -1 ? text.length : next + 1];
}

/** Lines shifted by a number of columns. */
export function shift(block: string, columns: number): string {
  return block.replace(/^([ ]*)(?=\S)/gm, (indent) =>
    ' '.repeat(Math.max(0, indent.length + columns)),
  );
}

function endOf(entry: Entry): number {
  return Math.max(entry.key.span[1], entry.value.span[1]);
}

/** Last offset of an entry that holds text. A block value's span reaches into the line after it. */
function lastOffset(text: string, entry: Entry): number {
  let end = endOf(entry);
  while (end > entry.key.span[1] && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline === -1) return text.length;
  return text[newline - 1] === '\r' && newline - 1 >= offset ? newline - 1 : newline;
}
