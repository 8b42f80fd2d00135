/** Single lines of block YAML, read by their look alone: what stays readable while a document is half typed. */
import { withoutComment } from '../../yaml/lines.ts';
import type { ManifestDocument } from '../../model/manifestDocument.ts';

/** One line: columns of its dashes, its key, and what follows the key. */
export interface Line {
  readonly indent: number;
  readonly dashes: readonly number[];
  readonly keyColumn: number;
  /** Absent on a line that has no shape yet, and behind a lone dash. */
  readonly key?: string;
  readonly value: string;
}

/** What a line is shows at its beginning. */
export const readLength = 1_000;

/** A key without quotes: up to a colon that ends it, without the blanks before that. One way to read each character. */
export const plainKey =
  '[^\\s#\'"[\\]{},&*!|>%@`](?:[^ \\t#:]|:(?![ \\t]|$)|[ \\t]+(?![ \\t#]|:[ \\t]|:?$))*';
const lineShape = new RegExp(
  `^( *)((?:- +)*)(?!- )(?:(-) *$|(?:"([^"]*)"|'([^']*)'|(${plainKey}))[ \\t]*:(?:[ \\t](.*))?$)`,
);

/** Comments and blank lines are nothing. A line that has no shape yet counts with its indentation. */
export function readLine(whole: string): Line | undefined {
  const text = whole.slice(0, readLength);
  if (/^\s*(#|$)/.test(text) || /^(---|\.\.\.)\s*$/.test(text)) return undefined;
  const content = untabbed(text.startsWith('--- ') ? `   ${text.slice(3)}` : text);
  const match = lineShape.exec(withoutComment(content));
  const indent = indentOf(content);
  if (!match) {
    const marks = /^ *((?:- +)*)/.exec(content)?.[1] ?? '';
    return {
      indent,
      dashes: dashColumns(indent, marks),
      keyColumn: indent + marks.length,
      value: content.trim(),
    };
  }
  const [, , marks = '', lone, double, single, plain, value = ''] = match;
  const dashes = dashColumns(indent, marks);
  if (lone) {
    return {
      indent,
      dashes: [...dashes, indent + marks.length],
      keyColumn: indent + marks.length + 2,
      value: '',
    };
  }
  const key = double ?? single ?? plain ?? '';
  return { indent, dashes, keyColumn: indent + marks.length, key, value: value.trim() };
}

/** Indentation with tabs is an error, but what is meant is clear enough: a tab counts as two columns. */
export function untabbed(text: string): string {
  const lead = /^[ \t]*/.exec(text)?.[0] ?? '';
  return lead.includes('\t') ? lead.replaceAll('\t', '  ') + text.slice(lead.length) : text;
}

export function indentOf(text: string): number {
  return /^ */.exec(text)?.[0].length ?? 0;
}

export function dashColumns(indent: number, marks: string): number[] {
  return [...marks.matchAll(/-/g)].map(({ index }) => indent + index);
}

export function isBlockScalar(value: string): boolean {
  return /^([&!]\S+[ ]+)*[|>][-+0-9]*$/.test(value);
}

/** Nothing, or an anchor or a tag alone: a mapping or list may follow on the next lines. */
export function opensBlock(value: string): boolean {
  return /^(?:[&!]\S+(?: +|$))*$/.test(value);
}

const blockMemo = Symbol('block scalar lines');

/** Lines that are text of a block scalar. */
export function blockLines(document: ManifestDocument): ReadonlySet<number> {
  return document.memo(blockMemo, () => {
    const lines = new Set<number>();
    let header = -1;
    for (let number = 0; number <= document.lineCount; number++) {
      const text = document.lineText(number);
      const indent = indentOf(text);
      const isBlank = indent === text.length;
      if (header >= 0 && indent > header) lines.add(number);
      else if (!isBlank) header = opensBlockScalar(text.slice(0, readLength)) ? indent : -1;
    }
    return lines;
  });
}

/** `|` or `>` behind a key or a dash, with or without an anchor or a tag between them. */
function opensBlockScalar(line: string): boolean {
  const words = withoutComment(line)
    .trim()
    .split(/[ \t]+/);
  if (!/^[|>][-+0-9]*$/.test(words.pop() ?? '')) return false;
  while (/^[&!]./.test(words.at(-1) ?? '')) words.pop();
  const isItem = words.length > 0 && words.every((word) => word === '-');
  return isItem || words.at(-1)?.endsWith(':') === true;
}
