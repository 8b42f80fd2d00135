/**
 * Texts that a template engine makes YAML of. An expression alone in the place of a value (`name: {{ name }}`) is read as a
 * text of unknown words; actions between the lines (`{% if x %}`) leave nothing to read yet.
 */
import { linesOf } from '../yaml/lines.ts';
import type { Node, ScalarNode, Span } from '../yaml/node.ts';
import { parse, type ParsedManifest } from '../yaml/parse.ts';
import { closingBrace } from './dialects.ts';

/** The document's text as nodes, with the expressions of templates as values. What is right as it stands is only parsed. */
export function parseTemplate(text: string): ParsedManifest {
  const parsed = parse(text);
  if (parsed.leftOut || isRight(parsed) || !signs.test(text)) return parsed;
  const found = new Reader(text).read();
  const { spans, hasActions } = found;
  if (!hasActions && spans.length === 0) return parsed;
  if (!hasActions) {
    const masked = parse(mask(text, spans));
    if (masked.root && isRight(masked))
      return { ...masked, root: withText(masked.root, text, spans), unquoted: spans };
  }
  // Where it is so only behind a quote that runs over lines, that quote is a slip, perhaps.
  const isOfEngine = [found, new Reader(text, true).read()].every(
    (each) => each.hasActions || each.spans.some(([start]) => !text.startsWith('${', start)),
  );
  return isOfEngine ? { ...parsed, isTemplate: true } : parsed;
}

const signs = /\{[{%]|<%|[$%]\{/;

function isRight({ problems }: ParsedManifest): boolean {
  return problems.every(({ isAccepted }) => isAccepted);
}

function mask(text: string, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const [start, end] of spans) {
    masked += text.slice(at, start) + 'x'.repeat(end - start);
    at = end;
  }
  return masked + text.slice(at);
}

/** The same tree with what the author wrote instead of what was read. */
function withText(root: Node, text: string, spans: readonly Span[]): Node {
  const done = new Map<Node, Node>();
  const scalar = (node: ScalarNode): ScalarNode => {
    if (!meetsOne(node.span, spans)) return node;
    const source = text.slice(...node.span);
    return { ...node, source, value: source };
  };
  const written = (node: Node): Node => {
    const known = done.get(node);
    if (known) return known;
    let result: Node;
    if (node.type === 'scalar') result = scalar(node);
    else if (node.type === 'seq') result = { ...node, items: node.items.map(written) };
    else {
      const entries = node.entries.map(({ key, value }) => ({
        key: scalar(key),
        value: written(value),
      }));
      const byKey = node.byKey && new Map(entries.map((entry) => [entry.key.source, entry]));
      result = { ...node, entries, ...(byKey && { byKey }) };
    }
    done.set(node, result);
    return result;
  };
  return written(root);
}

/** Whether a span meets one of several that stand in their order. */
export function meetsOne([start, end]: Span, spans: readonly Span[]): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[1] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.[0] ?? Infinity) < end;
}

/** Goes over lines and tells what stands in quotes, blocks of text and comments from what does not. */
class Reader {
  readonly #text: string;
  readonly #spans: Span[] = [];
  #hasActions = false;
  /** The quote that is open at the end of a line. */
  #quote: string | undefined;
  /** The column of what a block of text belongs to. */
  #block: number | undefined;

  readonly #endsQuotes: boolean;

  /** `endsQuotes`: no quoted text goes on in the next line. */
  constructor(text: string, endsQuotes = false) {
    this.#text = text;
    this.#endsQuotes = endsQuotes;
  }

  read(): { readonly spans: readonly Span[]; readonly hasActions: boolean } {
    for (const { start, end } of linesOf(this.#text)) {
      if (this.#hasActions) break;
      const line = this.#text.slice(start, end).trimEnd();
      const indent = line.length - line.trimStart().length;
      if (this.#block !== undefined && (line === '' || indent > this.#block)) continue;
      this.#block = undefined;
      const stop = this.#line(line, start);
      if (this.#endsQuotes) this.#quote = undefined;
      if (this.#quote === undefined) this.#block = blockAt(line.slice(0, stop).trimEnd());
    }
    return { spans: this.#spans, hasActions: this.#hasActions };
  }

  /** Where the comment of the line begins. */
  #line(line: string, offset: number): number {
    let at = 0;
    while (at < line.length) {
      const sign = line.charAt(at);
      if (this.#quote !== undefined) at = this.#inQuotes(line, at, offset);
      else if (sign === '#' && isBlank(line, at - 1)) return at;
      else if (isQuote(sign) && beginsValue(line, at)) {
        this.#quote = sign;
        at++;
      } else at = this.#expression(line, at, offset) ?? at + 1;
    }
    return at;
  }

  /** Behind the next sign or expression of a quoted text. */
  #inQuotes(line: string, at: number, offset: number): number {
    const sign = line.charAt(at);
    const end = line.startsWith('{{', at) ? endOf(line, at) : undefined;
    if (end !== undefined) {
      // Such quotes end only once the expression is filled in.
      if (this.#quote && line.slice(at, end).includes(this.#quote)) this.#note(at, end, offset);
      return end;
    }
    if (sign === '\\' && this.#quote === '"') return at + 2;
    if (sign !== this.#quote) return at + 1;
    if (sign === "'" && line[at + 1] === "'") return at + 2;
    this.#quote = undefined;
    return at + 1;
  }

  /** Behind an expression that stands at the place outside of quotes. */
  #expression(line: string, at: number, offset: number): number | undefined {
    const opening = line.slice(at, at + 2);
    const lead = line.slice(0, at).trimStart();
    if (opening === '%{' && lead === '') this.#hasActions = true;
    if (!openings.has(opening)) return undefined;
    const end = endOf(line, at);
    if (end === undefined) {
      if (opening === '{%' || /^\{\{-?\s*[\w.$/*]+(?:\s[^:]*)?$/.test(line.slice(at)))
        this.#hasActions = true;
      return undefined;
    }
    if (!isExpression(line.slice(at + 2, end - 2)) && opening !== '${') return undefined;
    const rest = line.slice(end);
    const isKey = /^(?:- +)*$/.test(lead) && /:(?:\s|$)/.test(rest);
    if (opening !== '${' && (lead === '' || isKey)) this.#hasActions = true;
    this.#note(at, end, offset);
    return end;
  }

  #note(start: number, end: number, offset: number): void {
    this.#spans.push([offset + start, offset + end]);
  }
}

const openings: ReadonlySet<string> = new Set(['{{', '{%', '<%', '${']);

/** Behind the expression that begins at a place of a line. */
function endOf(line: string, at: number): number | undefined {
  if (line.startsWith('${', at)) return closingBrace(line, at + 1);
  const closing = line.startsWith('{{', at) ? '}}' : line.startsWith('{%', at) ? '%}' : '%>';
  const end = line.slice(at, at + 2_000).indexOf(closing, 2);
  if (end === -1) return undefined;
  // `{{ {"a": 1}}}` has a mapping of its own, while `{a: {{ b }}}` stands in one.
  const inside = line.slice(at + 2, at + end);
  const isMapping =
    line.startsWith('}}}', at + end) && inside.lastIndexOf('{') > inside.lastIndexOf('}');
  return at + end + 2 + (isMapping ? 1 : 0);
}

/** `{{app: web}}` is a mapping in braces that are doubled by mistake. */
function isExpression(inside: string): boolean {
  const bare = inside.replace(/"[^"]*"|'[^']*'/g, '');
  return bare.trim() !== '' && (!/:(?:\s|$)/.test(bare) || /[({[|]/.test(bare));
}

function isBlank(line: string, at: number): boolean {
  return at < 0 || line[at] === ' ' || line[at] === '\t';
}

function isQuote(sign: string): boolean {
  return sign === '"' || sign === "'";
}

function beginsValue(line: string, at: number): boolean {
  if (!/[\s[{,]/.test(line.charAt(at - 1) || ' ')) return false;
  const before = line.slice(Math.max(at - 100, 0), at).trimEnd();
  return before === '' || /[:\-[{,?]$/.test(before);
}

/** The column of what a block of text at the end of the line belongs to. */
function blockAt(line: string): number | undefined {
  if (!/[|>](?:[-+]?[1-9]?|[1-9][-+])$/.test(line)) return undefined;
  const header = line.lastIndexOf(line.includes('|') ? '|' : '>');
  const before = line.slice(0, header).trimEnd();
  const word = before.slice(before.lastIndexOf(' ') + 1);
  if (!/^[!&]|[:-]$/.test(word)) return undefined;
  const lead = /^ *(?:- +)*/.exec(line)?.[0].length ?? 0;
  const isKey = before.endsWith(':');
  return isKey ? lead : line.length - line.trimStart().length;
}
