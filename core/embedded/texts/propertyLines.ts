/** Lines `key=value` of a text, as programs in Java read them, with their places. */
import type { Span } from '../../yaml/node.ts';
import type { ConfigEntry } from '../configEntry.ts';
import { lineAt, linesIn, type TextCursor, type TextReader } from './textReader.ts';

export const propertyLines: TextReader = { entries: entriesIn, cursor: cursorIn };

function entriesIn(text: string, span: Span): ConfigEntry[] {
  const found: ConfigEntry[] = [];
  let isContinued = false;
  for (const [from, to] of linesIn(text, span)) {
    const line = text.slice(from, to).trimEnd();
    const entry = isContinued ? undefined : entryOfLine(line, from);
    isContinued = line.endsWith('\\');
    // What goes on in the next line has no value here.
    if (entry) found.push(isContinued ? { ...entry, value: undefined } : entry);
  }
  return found;
}

function entryOfLine(line: string, offset: number): ConfigEntry | undefined {
  const written = line.trimStart();
  if (written === '' || written.startsWith('#') || written.startsWith('!')) return undefined;
  const keyStart = line.length - written.length;
  const sign = written.search(/[=:\s]/);
  const key = sign === -1 ? written : written.slice(0, sign);
  // An escaped sign, or a template of another tool.
  if (/[\\{}$]/.test(key)) return undefined;
  const rest = sign === -1 ? '' : written.slice(sign);
  const value = withoutSign(rest);
  const keySpan: Span = [offset + keyStart, offset + keyStart + key.length];
  const valueSpan: Span =
    value === '' ? keySpan : [offset + line.length - value.length, offset + line.length];
  return { key, keySpan, valueSpan, value: /[${}\\]/.test(value) ? undefined : value };
}

/** Blanks, one sign, blanks. */
function withoutSign(rest: string): string {
  const trimmed = rest.trimStart();
  return trimmed.startsWith('=') || trimmed.startsWith(':')
    ? trimmed.slice(1).trimStart()
    : trimmed;
}

function cursorIn(text: string, span: Span, offset: number): TextCursor | undefined {
  const [from, to] = lineAt(text, span, offset);
  const line = text.slice(from, to).trimEnd();
  const start = from + line.length - line.trimStart().length;
  if (/^\s*[#!]/.test(line) || text.slice(from, offset).trimEnd().endsWith('\\')) return undefined;
  const sign = /[=:]/.exec(line.trimStart())?.index;
  const signAt = sign === undefined ? undefined : start + sign;
  if (signAt !== undefined && offset > signAt) {
    const key = text.slice(start, signAt).trim();
    const blank = /^[^\S\n]*/.exec(text.slice(signAt + 1, offset))?.[0].length ?? 0;
    const end = Math.max(offset, from + line.length);
    return { typed: 'value', key, around: ['', ''], span: [signAt + 1 + blank, end] };
  }
  const sample = signUsed(text, span);
  const end = signAt ?? Math.max(offset, from + line.length);
  const word: Span = [Math.min(start, offset), text.slice(0, end).trimEnd().length];
  return {
    typed: 'key',
    around: ['', signAt === undefined ? sample : ''],
    span: [word[0], Math.max(word[1], offset)],
  };
}

/** How other lines of the text write the sign: `=`, ` = ` or `: `. */
function signUsed(text: string, [start, end]: Span): string {
  return /[\w\]]( ?= ?|: )(?=\S)/.exec(text.slice(start, Math.min(end, start + 2000)))?.[1] ?? '=';
}
