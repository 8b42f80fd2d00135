/**
 * Reads the YAML that tools write: block mappings and lists, plain, quoted and block scalars. Twenty times as fast as a
 * whole YAML parser, which matters for CRDs of a megabyte. Anything else is not read at all: the caller then parses.
 */
import { invisible } from './characterName.ts';
import { plainValue, rounded } from './scalar.ts';
import { withoutStart } from '../../shared/trim.ts';

/** The value of one document; undefined for text that is more than this reads. */
export function readPlainYaml(text: string): unknown {
  try {
    return new PlainReader(text).read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

/** Tabs, line breaks of old and control characters: what they mean is left to the parser. */
// eslint-disable-next-line no-control-regex
const oddCharacter = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)/;

const key = /^(?:([A-Za-z_$][\w$./-]*)|"([^"\\]*)"|'([^']*)'):(?: (.*))?$/;
const maxDepth = 200;
/** Characters of one text between quotes. */
const maxQuoted = 100_000;

class PlainReader {
  readonly #lines: string[];
  #at = 0;

  constructor(text: string) {
    if (oddCharacter.test(text) || text.search(invisible) !== -1) throw new Unreadable();
    this.#lines = text.split(/\r?\n/);
  }

  read(): unknown {
    if (/^--- *$/.test(this.#lines[this.#skipBlank()] ?? '')) this.#at++;
    const first = this.#skipBlank();
    if (first >= this.#lines.length) return undefined;
    const value = this.#block(this.#indentHere(), 0);
    if (this.#skipBlank() < this.#lines.length) throw new Unreadable();
    return value;
  }

  /** The mapping or list whose lines begin in this column. */
  #block(indent: number, depth: number): unknown {
    if (depth > maxDepth) throw new Unreadable();
    const line = this.#lines[this.#at] ?? '';
    return isDash(line, indent) ? this.#list(indent, depth) : this.#mapping(indent, depth);
  }

  #mapping(indent: number, depth: number): Record<string, unknown> {
    const found = new Map<string, unknown>();
    while (this.#skipBlank() < this.#lines.length && this.#indentHere() === indent) {
      const line = this.#lines[this.#at] ?? '';
      const match = key.exec(line.slice(indent).trimEnd());
      if (!match || isDash(line, indent)) throw new Unreadable();
      const name = match[1] ?? match[2] ?? match[3] ?? '';
      if (found.has(name) || plainValue(match[1] ?? 'a') !== (match[1] ?? 'a'))
        throw new Unreadable();
      this.#at++;
      found.set(name, this.#value(withoutStart(match[4] ?? '', / /), indent, depth));
    }
    this.#endOf(indent);
    return Object.fromEntries(found);
  }

  #list(indent: number, depth: number): unknown[] {
    const found: unknown[] = [];
    while (this.#skipBlank() < this.#lines.length && this.#indentHere() === indent) {
      const line = this.#lines[this.#at] ?? '';
      // A list in the column of its key ends where the next key begins.
      if (!isDash(line, indent)) return found;
      const rest = line.slice(indent + 1).trim();
      const inner = indent + 1 + (/^ */.exec(line.slice(indent + 1))?.[0].length ?? 0);
      if (isDash(line, inner)) throw new Unreadable();
      if (rest !== '' && key.test(rest)) {
        this.#lines[this.#at] = ' '.repeat(inner) + line.slice(inner);
        found.push(this.#mapping(inner, depth + 1));
      } else {
        this.#at++;
        found.push(this.#value(rest, indent, depth));
      }
    }
    this.#endOf(indent);
    return found;
  }

  /** Deeper lines that nothing has read are no part of what is understood here. */
  #endOf(indent: number): void {
    if (this.#at < this.#lines.length && this.#indentHere() > indent) throw new Unreadable();
  }

  /** What stands behind a key or dash in this column, on its line and below. */
  #value(rest: string, indent: number, depth: number): unknown {
    const first = rest[0] ?? '';
    if (rest === '') return this.#below(indent, depth);
    if (first === '|' || first === '>') return this.#blockScalar(rest, indent);
    if (first === '"' || first === "'") return this.#quoted(rest, indent, first);
    if (first === '{' || first === '[') return fromJson(rest);
    if (/^[[\]{}&*!@`%#,]|^[?-] | #|: |:$/.test(rest)) throw new Unreadable();
    return this.#plain(rest, indent);
  }

  #below(indent: number, depth: number): unknown {
    if (this.#skipBlank() >= this.#lines.length) return null;
    const inner = this.#indentHere();
    if (inner > indent) return this.#block(inner, depth + 1);
    const isList = inner === indent && isDash(this.#lines[this.#at] ?? '', indent);
    return isList && !this.#isInList(indent) ? this.#list(indent, depth + 1) : null;
  }

  /** Whether the line before, which opened the value, is itself a dash in this column. */
  #isInList(indent: number): boolean {
    return isDash(this.#lines[this.#at - 1] ?? '', indent);
  }

  #plain(rest: string, indent: number): unknown {
    const parts = [rest];
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      if (line.trim() === '' || this.#indentHere() <= indent) break;
      const part = line.trim();
      if (/ #|^#|: |:$/.test(part)) throw new Unreadable();
      parts.push(part);
      this.#at++;
    }
    // A blank line may go on with the same text.
    const next = this.#lines[this.#skipBlank()];
    if (next !== undefined && this.#indentHere() > indent) throw new Unreadable();
    return parts.length > 1 ? parts.join(' ') : rounded(plainValue(rest));
  }

  #quoted(rest: string, indent: number, quote: string): string {
    const parts: string[] = [];
    let length = 0;
    for (let part = rest.slice(1); ; part = this.#quotedLine(parts, indent, quote)) {
      const end = closingQuote(part, quote);
      // Something stands behind the quote: a comment, or no YAML.
      if (end !== undefined && end < part.length - 1) throw new Unreadable();
      parts.push(part.slice(0, end));
      if (end !== undefined) return unquoted(parts.join(''), quote);
      length += part.length;
      if (length > maxQuoted) throw new Unreadable();
    }
  }

  /** The next line of a quoted text, with what joins it to the parts before. */
  #quotedLine(parts: string[], indent: number, quote: string): string {
    const first = this.#at;
    while (this.#lines[this.#at]?.trim() === '') this.#at++;
    const breaks = this.#at - first;
    const line = this.#lines[this.#at++];
    if (line === undefined || line.length - line.trimStart().length <= indent)
      throw new Unreadable();
    const last = parts.at(-1) ?? '';
    if (quote === "'" || !endsEscaping(last)) {
      const broken = quote === '"' ? '\\n' : '\n';
      return (breaks > 0 ? broken.repeat(breaks) : ' ') + line.trim();
    }
    if (breaks > 0) throw new Unreadable();
    // An escaped line end joins the lines; an escaped blank keeps what leads the next one.
    parts[parts.length - 1] = last.slice(0, -1);
    return line.trim().replace(/^\\ /, ' ');
  }

  #blockScalar(header: string, indent: number): string {
    if (!/^[|>][+-]?$/.test(header)) throw new Unreadable();
    const lines: string[] = [];
    let column = -1;
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? '';
      if (line.trim() === '') {
        // Blanks beyond the column would be text.
        if (column !== -1 && line.length > column) throw new Unreadable();
        lines.push('');
        continue;
      }
      const here = line.length - line.trimStart().length;
      if (column === -1) column = here;
      if (here <= indent || column <= indent) break;
      if (here < column) throw new Unreadable();
      lines.push(line.slice(column));
    }
    while (lines.at(-1) === '') lines.pop();
    if (header[1] === '+') throw new Unreadable();
    const body = header.startsWith('|') ? lines.join('\n') : folded(lines);
    return header[1] === '-' || body === '' ? body : `${body}\n`;
  }

  #skipBlank(): number {
    while (this.#at < this.#lines.length && /^\s*(#.*)?$/.test(this.#lines[this.#at] ?? ''))
      this.#at++;
    return this.#at;
  }

  #indentHere(): number {
    const line = this.#lines[this.#at] ?? '';
    return line.length - line.trimStart().length;
  }
}

function isDash(line: string, at: number): boolean {
  return line[at] === '-' && (line[at + 1] === ' ' || line.length === at + 1);
}

/** Offset of the quote that ends the text; undefined where the text goes on in the next line. */
function closingQuote(part: string, quote: string): number | undefined {
  const closed = quote === '"' ? /^(?:[^"\\]|\\.)*"/ : /^(?:[^']|'')*'(?!')/;
  const found = closed.exec(part);
  return found ? found[0].length - 1 : undefined;
}

/** Whether a backslash at the end of the text escapes what follows. */
function endsEscaping(text: string): boolean {
  let first = text.length;
  while (text[first - 1] === '\\') first--;
  return (text.length - first) % 2 === 1;
}

/** A flow mapping or list that is JSON, too; what differs between the two is left to the parser. */
function fromJson(text: string): unknown {
  if (text.includes('"<<"')) throw new Unreadable();
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable();
  }
}

function unquoted(body: string, quote: string): string {
  if (quote === "'") return body.replaceAll("''", "'");
  if (/\\[^"\\/bfnrtu]/.test(body)) throw new Unreadable();
  return JSON.parse(`"${body}"`) as string;
}

/** Lines of `>`: joined by blanks; empty lines break, and so do lines that are indented further. */
function folded(lines: readonly string[]): string {
  if (lines.some((line) => line.startsWith(' '))) throw new Unreadable();
  let text = '';
  let breaks = 0;
  for (const [index, line] of lines.entries()) {
    if (line === '') {
      breaks++;
      continue;
    }
    text += index === 0 ? line : (breaks > 0 ? '\n'.repeat(breaks) : ' ') + line;
    breaks = 0;
  }
  return text;
}
