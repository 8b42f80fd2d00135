/** Sections with lines `key = value`, as Python's configparser reads them (`airflow.cfg`), with their places. */
import type { Span } from '../../yaml/node.ts';
import type { ConfigEntry } from '../configEntry.ts';
import { propertyLines } from './propertyLines.ts';
import { lineAt, linesIn, type TextCursor, type TextReader } from './textReader.ts';

export const iniLines: TextReader = { entries: entriesIn, cursor: cursorIn };

function entriesIn(text: string, span: Span): ConfigEntry[] {
  const found: ConfigEntry[] = [];
  let section: string | undefined;
  let base: number | undefined;
  for (const [from, to] of linesIn(text, span)) {
    const line = text.slice(from, to);
    if (line.trim() === '' || isComment(line)) continue;
    const indent = line.length - line.trimStart().length;
    base ??= indent;
    const head = sectionIn(line);
    if (head !== undefined) section = head;
    // A line that is indented goes on with the value above.
    else if (indent > base) withoutValue(found);
    else if (section !== undefined) {
      const prefix = `${section}.`;
      for (const entry of propertyLines.entries(text, [from, to]))
        found.push({ ...entry, key: prefix + entry.key, prefix });
    }
  }
  return found;
}

function withoutValue(found: ConfigEntry[]): void {
  const last = found.pop();
  if (last) found.push({ ...last, value: undefined });
}

function cursorIn(text: string, span: Span, offset: number): TextCursor | undefined {
  const [from, to] = lineAt(text, span, offset);
  const line = text.slice(from, to);
  if (isComment(line)) return undefined;
  const bracket = line.indexOf('[');
  if (bracket !== -1 && line.slice(0, bracket).trim() === '') {
    const close = line.indexOf(']');
    const end = close === -1 ? from + line.trimEnd().length : from + close;
    if (offset <= from + bracket || offset > end) return undefined;
    return {
      typed: 'section',
      around: ['', close === -1 ? ']' : ''],
      span: [from + bracket + 1, end],
    };
  }
  const section = sectionBefore(text, span, from);
  if (section === undefined) return undefined;
  const inLine = propertyLines.cursor(text, [from, to], offset);
  if (!inLine) return undefined;
  const prefix = `${section}.`;
  const after = inLine.around[1] === '' ? '' : ' = ';
  return {
    ...inLine,
    prefix,
    around: ['', after],
    ...(inLine.key !== undefined && { key: prefix + inLine.key }),
  };
}

function sectionBefore(text: string, [start]: Span, end: number): string | undefined {
  let section: string | undefined;
  for (const [from, to] of linesIn(text, [start, end]))
    section = sectionIn(text.slice(from, to)) ?? section;
  return section;
}

function sectionIn(line: string): string | undefined {
  return /^\s*\[([^\]]+)\]/.exec(line)?.[1];
}

const isComment = (line: string): boolean => /^\s*[#;]/.test(line);
