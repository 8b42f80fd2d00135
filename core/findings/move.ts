/** Edits that move entries of a mapping to another one of the same document, with their comments and their layout. */
import { lineBreakOf } from '../yaml/lines.ts';
import type { Entry, MapNode, ScalarNode } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import {
  appendToMapping,
  columnOf,
  isFlow,
  linesOf,
  ownEntries,
  shift,
  type Edit,
} from './edits.ts';

/** What moves: entries that follow one another in a mapping. */
export interface Lost {
  readonly source: MapNode;
  /** Under which the mapping stands, where it stands under a key. */
  readonly owner: Entry | undefined;
  readonly entries: readonly [Entry, ...Entry[]];
  /** Another name for the one entry. */
  readonly renamed?: string;
}

/** Where to: a mapping, or a key behind which nothing stands yet. */
export interface Destination {
  readonly node: MapNode | (ScalarNode & { readonly key: Entry['key'] });
  /** Keys that are written around it, as the mapping does not have them yet. */
  readonly missing: readonly string[];
  /** The entry of the mapping behind which it is put; else behind the last one. */
  readonly behind?: Entry;
}

/** Undefined where the layout is not understood, or where a name of the text would lose what it stands for. */
export function moveEdits(text: string, lost: Lost, to: Destination): readonly Edit[] | undefined {
  const isStaying = to.node === lost.source;
  const cut = isFlow(text, lost.source)
    ? cutFromFlow(text, lost)
    : cutFromBlock(text, lost, isStaying);
  if (!cut || hasAnchor(cut.block)) return undefined;
  const block = wrapped(cut.block, to.missing);
  const { node } = to;
  if (node.type === 'map' && isFlow(text, node)) return intoFlow(text, node, block, cut.edits);
  const place = placeIn(text, to);
  if (!place) return undefined;
  const { at, column } = place;
  const lines = shift(block, column);
  const [[[start, end]]] = cut.edits;
  const isNext = at < start && text.slice(at, start).trim() === '';
  if (!cut.isInline && ((start <= at && at <= end) || isNext)) {
    const [, ...others] = cut.edits;
    const tail = text.slice(start, end).endsWith('\n') ? lineBreakOf(text) : '';
    return [[[start, end], lines + tail], ...others];
  }
  return [...cut.edits, [[at, at], lineBreakOf(text) + lines]];
}

interface Cut {
  /** The text of the entries, its keys in column 0, without the last line break. */
  readonly block: string;
  readonly edits: readonly [Edit, ...Edit[]];
  /** It shares its line with others. */
  readonly isInline: boolean;
}

function cutFromBlock(
  text: string,
  { source, owner, entries, renamed }: Lost,
  isStaying: boolean,
): Cut | undefined {
  const [first] = entries;
  const lines = linesOf(text, first);
  const last = entries.at(-1) ?? first;
  if (!lines || !linesOf(text, last)) return undefined;
  const column = columnOf(text, first.key.span[0]);
  const start = withCommentsAbove(text, lines[0], column);
  const end = endWithComments(text, last);
  const keyStart = first.key.span[0];
  const name = renamed === undefined ? text.slice(...first.key.span) : yamlText(renamed);
  const whole = text.slice(start, keyStart) + name + text.slice(first.key.span[1], end);
  if (/^[ ]*\t/m.test(whole)) return undefined;
  const edits: [Edit, ...Edit[]] = [[[start, end], '']];
  if (!isStaying && ownEntries(source).length === entries.length) {
    const empty = owner && emptied(text, owner, start);
    if (!empty) return undefined;
    edits.push(empty);
  }
  return { block: shift(whole, -column).trimEnd(), edits, isInline: false };
}

/** Braces behind a key whose entries have all gone. */
function emptied(text: string, { key }: Entry, start: number): Edit | undefined {
  const [, end] = key.span;
  return /^:[ \t]*(?:#[^\n]*)?\r?\n$/.test(text.slice(end, start))
    ? [[end + 1, end + 1], ' {}']
    : undefined;
}

function cutFromFlow(text: string, { source, entries, renamed }: Lost): Cut | undefined {
  const [entry, ...others] = entries;
  if (others.length > 0) return undefined;
  const all = ownEntries(source);
  const index = all.indexOf(entry);
  const [start, end] = [entry.key.span[0], Math.max(entry.key.span[1], entry.value.span[1])];
  const [before, after] = [all[index - 1], all[index + 1]];
  const from = before && !after ? Math.max(before.key.span[1], before.value.span[1]) : start;
  const to = after ? after.key.span[0] : end;
  if (index === -1 || /[\n#]/.test(text.slice(from, to))) return undefined;
  const name = renamed === undefined ? text.slice(...entry.key.span) : yamlText(renamed);
  return {
    block: name + text.slice(entry.key.span[1], end),
    edits: [[[from, to], '']],
    isInline: true,
  };
}

/** An anchor, or an alias that may come to stand before it. */
function hasAnchor(block: string): boolean {
  return /(?:^|[\s,:[{-])[&*][A-Za-z_]/.test(block);
}

function wrapped(block: string, keys: readonly string[]): string {
  return keys.reduceRight((inner, key) => `${yamlText(key)}:\n${shift(inner, 2)}`, block);
}

function intoFlow(
  text: string,
  node: MapNode,
  block: string,
  cut: readonly Edit[],
): readonly Edit[] | undefined {
  const value = /^[^\s:]+: +(\S.*)$/.exec(block)?.[1];
  const isSimple = value !== undefined && (/^[{["']/.test(value) || !/[,[\]{}#|>]/.test(value));
  const insert = isSimple && appendToMapping(text, node, [block]);
  if (!insert) return undefined;
  const [[at]] = insert;
  return cut.some(([[start, end]]) => start < at && at < end) ? undefined : [...cut, insert];
}

/** The end of the line behind which it goes, and the column of its keys. */
function placeIn(
  text: string,
  { node, behind }: Destination,
): { at: number; column: number } | undefined {
  if (node.type === 'scalar') {
    const rest = /^:[ \t]*(?:#[^\n]*)?(?=\r?\n|$)/.exec(text.slice(node.key.span[1]));
    if (node.source !== '' || !rest) return undefined;
    const column = columnOf(text, node.key.span[0]) + 2;
    return { at: node.key.span[1] + rest[0].length, column };
  }
  const entries = ownEntries(node);
  const [first] = entries;
  const last = behind ?? entries.at(-1);
  if (!first || !last) return undefined;
  const end = endWithComments(text, last);
  const hasBreak = text[end - 1] === '\n';
  const at = hasBreak ? end - (text[end - 2] === '\r' ? 2 : 1) : end;
  return { at, column: columnOf(text, first.key.span[0]) };
}

/** Start of the comment lines that stand right above a line, in its column. */
function withCommentsAbove(text: string, lineStart: number, column: number): number {
  let start = lineStart;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(above, start);
    if (line.search(/\S/) !== column || line[column] !== '#') break;
    start = above;
  }
  return start;
}

/** End of an entry's last line, its break included, with the comment lines below that stand deeper than its key. */
function endWithComments(text: string, entry: Entry): number {
  const column = columnOf(text, entry.key.span[0]);
  let end = Math.max(entry.key.span[1], entry.value.span[1]);
  while (end > entry.key.span[1] && /\s/.test(text[end - 1] ?? '')) end--;
  end = lineAfter(text, end);
  for (;;) {
    const next = lineAfter(text, end);
    const line = text.slice(end, next);
    const indent = line.search(/\S/);
    if (next === end || indent <= column || line[indent] !== '#') return end;
    end = next;
  }
}

function lineAfter(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** Starts of the lines of an entry that hold something, its comments included; undefined where other text shares them. */
export function linesWith(text: string, entry: Entry): readonly number[] | undefined {
  const lines = linesOf(text, entry);
  if (!lines) return undefined;
  const first = withCommentsAbove(text, lines[0], columnOf(text, entry.key.span[0]));
  const starts: number[] = [];
  const end = endWithComments(text, entry);
  for (let start = first; start < end; start = lineAfter(text, start))
    if (text.slice(start, lineAfter(text, start)).trim() !== '') starts.push(start);
  return starts;
}
