/**
 * Names that a configuration in Python sets at its top level: `ROW_LIMIT = 5000` of Superset, `c.Spawner.cmd = …` of JupyterHub. A
 * light reader: it follows brackets and texts far enough to know which lines begin a statement, and reads plain values only.
 */
import type { Span } from '../../yaml/node.ts';
import type { ConfigEntry, Literal } from '../configEntry.ts';
import { lineAt, linesIn, type TextCursor, type TextReader } from './textReader.ts';

export const pythonNames: TextReader = { entries: entriesIn, cursor: cursorIn };

function entriesIn(text: string, span: Span): ConfigEntry[] {
  return topLines(text, span).flatMap(([from, to]) => {
    const entry = entryOfLine(text.slice(from, to).trimEnd(), from);
    return entry ? [entry] : [];
  });
}

/** The first lines of statements that are not indented beyond the first one. */
function topLines(text: string, span: Span): Span[] {
  const found: Span[] = [];
  const state = new Nesting();
  let base: number | undefined;
  for (const [from, to] of linesIn(text, span)) {
    const line = text.slice(from, to);
    const isInside = state.isInside;
    state.read(line);
    if (isInside || /^\s*(?:#|$)/.test(line)) continue;
    const indent = line.length - line.trimStart().length;
    base ??= indent;
    if (indent <= base) found.push([from, to]);
  }
  return found;
}

/** Brackets and long texts that are open at the end of the lines that were read. */
class Nesting {
  #depth = 0;
  #quote = '';
  #isContinued = false;

  get isInside(): boolean {
    return this.#depth > 0 || this.#quote !== '' || this.#isContinued;
  }

  read(line: string): void {
    for (let at = 0; at < line.length; at++) {
      const rest = line.slice(at, at + 3);
      if (this.#quote !== '') {
        if (line[at] === '\\') at++;
        else if (line.startsWith(this.#quote, at)) {
          at += this.#quote.length - 1;
          this.#quote = '';
        }
      } else if (line[at] === '#') break;
      else if (rest === '"""' || rest === "'''") {
        this.#quote = rest;
        at += 2;
      } else if (line[at] === '"' || line[at] === "'") this.#quote = line[at] ?? '';
      else if ('([{'.includes(line[at] ?? ' ')) this.#depth++;
      else if (')]}'.includes(line[at] ?? ' ')) this.#depth = Math.max(0, this.#depth - 1);
    }
    // A short text ends with its line.
    if (this.#quote.length === 1) this.#quote = '';
    this.#isContinued = line.endsWith('\\');
  }
}

const assignment = /^(\s*)((?:c\.\w+\.)?\w+)[^\S\n]*(?::[^=\n]*)?=(?!=)[^\S\n]*/;

function entryOfLine(line: string, offset: number): ConfigEntry | undefined {
  const [head, indent = '', name = ''] = assignment.exec(line) ?? [];
  if (head === undefined) return undefined;
  const keySpan: Span = [offset + indent.length, offset + indent.length + name.length];
  const written = line.slice(head.length);
  const valueSpan: Span = written === '' ? keySpan : [offset + head.length, offset + line.length];
  const start = name.startsWith('c.') ? 'c.' : '';
  const literal = literalIn(written);
  return {
    key: name.slice(start.length),
    nameOf: (key) => start + key,
    ...{ keySpan, valueSpan, value: valueIn(written) },
    ...(literal && { literal }),
  };
}

/** A number, True or False, or a text on one line. */
function valueIn(written: string): string | undefined {
  const text = /^(["'])([^"'\\]*)\1\s*(?:#.*)?$/.exec(written)?.[2];
  if (text !== undefined) return /[${}]/.test(text) ? undefined : text;
  return /^(True|False|-?\d+(?:\.\d+)?)\s*(?:#.*)?$/.exec(written)?.[1];
}

const literals: readonly (readonly [Literal, RegExp])[] = [
  ['text', /^(["'])[^"'\\]*\1\s*(?:#.*)?$/],
  ['boolean', /^(?:True|False)\s*(?:#.*)?$/],
  ['whole number', /^-?\d[\d_]*\s*(?:#.*)?$/],
  ['decimal number', /^-?\d+\.\d+\s*(?:#.*)?$/],
  ['list', /^\[[^[\]#]*\]\s*(?:#.*)?$/],
];

/** Of a value that ends with its line. */
function literalIn(written: string): Literal | undefined {
  return literals.find(([, pattern]) => pattern.test(written))?.[0];
}

function cursorIn(text: string, span: Span, offset: number): TextCursor | undefined {
  const [from, to] = lineAt(text, span, offset);
  const line = text.slice(from, to).trimEnd();
  const isTop = topLines(text, span).some(([start]) => start === from) || line.trim() === '';
  if (!isTop || line.slice(0, offset - from).includes('#')) return undefined;
  const entry = entryOfLine(line, from);
  const sign = entry ? text.indexOf('=', entry.keySpan[1]) : -1;
  if (entry && offset > sign) {
    const blank = /^[^\S\n]*/.exec(text.slice(sign + 1, offset))?.[0].length ?? 0;
    const end = Math.max(offset, from + line.length);
    const at: Span = [sign + 1 + blank, end];
    return { typed: 'value', key: entry.key, around: ['', ''], isQuoted: true, span: at };
  }
  const start = from + line.length - line.trimStart().length;
  const word = /^(?:c\.)?[\w.]*/.exec(text.slice(Math.min(start, offset), to))?.[0] ?? '';
  const end = Math.max(offset, Math.min(start, offset) + word.length);
  return {
    typed: 'key',
    around: ['', entry ? '' : ' = '],
    span: [Math.min(start, offset), end],
  };
}
