/**
 * Where the cursor is, told from indentation alone: a document is rarely valid YAML while somebody types in it, but the
 * lines above the cursor nearly always show which mapping it belongs to.
 */
import type { ManifestDocument, Position } from '../../documents/manifestDocument.ts';

export interface Cursor {
  /** From the root to the mapping (or list) that the cursor is in. Lists stand as their index. */
  readonly path: (string | number)[];
  /** A value is typed behind this key of that mapping. */
  readonly valueKey?: string;
  /** Characters of the word that is being typed, before and behind the cursor. */
  readonly before: string;
  readonly after: string;
  /** Column in which the key stands or would stand: further lines of an insertion go there. */
  readonly column: number;
  /** What stands behind the word: a colon there means that only the key is edited. */
  readonly hasColon: boolean;
  /** Keys that the mapping has already. */
  readonly siblings: ReadonlySet<string>;
  /** A list that a dash in this column would continue or begin, when the cursor stands on an empty line. */
  readonly listAbove?: (string | number)[];
  /** The word stands behind a dash. */
  readonly isItem: boolean;
}

/** One line: columns of its dashes, its key, and whether a value follows the key. */
interface Line {
  readonly indent: number;
  readonly dashes: readonly number[];
  readonly keyColumn: number;
  readonly key?: string;
  readonly value: string;
}

const lineShape =
  /^([ ]*)((?:-[ ]+)*)(?:(-)[ ]*$|(?:"([^"]*)"|'([^']*)'|([^\s#'"[\]{},&*!|>%@`][^#]*?))[ \t]*:(?:[ \t]+(.*))?$)/;

/** Undefined where no key or value can be typed: in a comment, a block of text, behind a finished value. */
export function cursorAt(document: ManifestDocument, position: Position): Cursor | undefined {
  const line = document.lineText(position.line).replace(/^---(?=[ \t])/, '   ');
  const left = line.slice(0, position.character);
  const right = line.slice(position.character);
  if (/(^|\s)#/.test(left)) return undefined;
  const typed =
    /^([ ]*)((?:-[ ]+)*)(-)?(?:(["']?)([^\s:"'#]*)|(["']?)([^\s:"'#][^:"'#]*)\6:[ \t]+(.*))$/.exec(
      left,
    );
  if (!typed) return undefined;
  const [, spaces = '', marks = '', loneDash, , word = '', , key, value = ''] = typed;
  if (loneDash && word === '' && key === undefined) return undefined;
  const column = spaces.length + marks.length;
  const dashes = [...marks.matchAll(/-/g)].map(({ index }) => spaces.length + index);
  const scan = scanUp(document, position.line, column, dashes);
  if (!scan) return undefined;
  const siblings = siblingKeys(document, position.line, column, dashes.length > 0);
  const base = { path: scan.path, column, siblings, isItem: dashes.length > 0 };
  if (key !== undefined) {
    if (/^[[{|>&*!]/.test(value) || /["']$/.test(value.slice(1))) return undefined;
    const text = value.replace(/^["']/, '');
    if (/\s/.test(text)) return undefined;
    return {
      ...base,
      valueKey: key.trim(),
      before: text,
      after: /^[^\s#"']*/.exec(right)?.[0] ?? '',
      hasColon: false,
    };
  }
  const after = /^[^\s:#"']*/.exec(right)?.[0] ?? '';
  const rest = right.slice(after.length);
  return {
    ...base,
    before: word,
    after,
    hasColon: /^["']?[ \t]*:/.test(rest),
    ...(dashes.length === 0 && scan.openList !== undefined ? { listAbove: scan.openList } : {}),
  };
}

interface Scan {
  readonly path: (string | number)[];
  readonly openList?: (string | number)[];
}

/** The path of the mapping in `column`, from the lines above; undefined inside a block scalar or a finished value. */
function scanUp(
  document: ManifestDocument,
  from: number,
  column: number,
  dashes: readonly number[],
): Scan | undefined {
  const blocks = blockLines(document);
  if (blocks.has(from)) return undefined;
  const path: (string | number)[] = [];
  let need = column;
  let inList = false;
  let openKey: { key: string; column: number } | undefined;
  let isNearest = true;
  for (const dash of dashes.toReversed()) {
    path.unshift(0);
    need = dash;
    inList = true;
  }
  for (let number = from - 1; number >= 0 && (need > 0 || inList); number--) {
    const line = readLine(document.lineText(number));
    if (!line) continue;
    if (blocks.has(number)) continue;
    if (
      line.key !== undefined &&
      line.keyColumn < need + (inList ? 1 : 0) &&
      !(inList && line.dashes.includes(need))
    ) {
      if (line.keyColumn === need && !inList) continue;
      if (isBlockScalar(line.value)) return undefined;
      if (line.value !== '' && !opensMapping(line.value))
        return isNearest || line.keyColumn < need ? undefined : { path };
      path.unshift(line.key);
      need = line.keyColumn;
      inList = false;
    } else if (
      isNearest &&
      line.key !== undefined &&
      line.keyColumn === need &&
      line.value === '' &&
      !inList
    ) {
      openKey = { key: line.key, column: line.keyColumn };
    }
    isNearest = false;
    for (const dash of line.dashes.toReversed()) {
      if (dash >= need) continue;
      path.unshift(0);
      need = dash;
      inList = true;
    }
  }
  return { path, ...(openKey && { openList: [...path, openKey.key] }) };
}

/** Comments and blank lines are nothing. A line that has no shape yet counts with its indentation. */
function readLine(text: string): Line | undefined {
  if (/^\s*(#|$)/.test(text) || /^(---|\.\.\.)\s*$/.test(text)) return undefined;
  const content = text.startsWith('--- ') ? `   ${text.slice(3)}` : text;
  const match = lineShape.exec(content.replace(/[ \t]+#.*$/, ''));
  const indent = /^ */.exec(content)?.[0].length ?? 0;
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
  if (lone)
    return {
      indent,
      dashes: [...dashes, indent + marks.length],
      keyColumn: indent + marks.length + 2,
      value: '',
    };
  const key = double ?? single ?? plain ?? '';
  return { indent, dashes, keyColumn: indent + marks.length, key, value: value.trim() };
}

function dashColumns(indent: number, marks: string): number[] {
  return [...marks.matchAll(/-/g)].map(({ index }) => indent + index);
}

function isBlockScalar(value: string): boolean {
  return /^([&!]\S+[ ]+)*[|>][-+0-9]*$/.test(value);
}

/** An anchor or a tag alone: the mapping follows on the next lines. */
function opensMapping(value: string): boolean {
  return /^([&!]\S+[ ]*)+$/.test(value);
}

const blockMemo = Symbol('block scalar lines');
const blockHeader = /^\s*(?:- +)*(?:[^#]*?:|-)[ ]+(?:[&!]\S+[ ]+)*[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/** Lines that are text of a block scalar. */
function blockLines(document: ManifestDocument): ReadonlySet<number> {
  return document.memo(blockMemo, () => {
    const lines = new Set<number>();
    let header = -1;
    for (let number = 0; number <= document.lineCount; number++) {
      const text = document.lineText(number);
      const indent = /^ */.exec(text)?.[0].length ?? 0;
      const isBlank = indent === text.length;
      if (header >= 0 && indent > header) lines.add(number);
      else if (!isBlank) header = blockHeader.test(text) ? indent : -1;
    }
    return lines;
  });
}

/** Keys in the same column, up and down to the end of the mapping. */
function siblingKeys(
  document: ManifestDocument,
  at: number,
  column: number,
  isFirst: boolean,
): Set<string> {
  const keys = new Set<string>();
  const collect = (number: number): boolean => {
    const line = readLine(document.lineText(number));
    if (!line) return true;
    if (line.keyColumn === column && line.key !== undefined) keys.add(line.key);
    return line.indent >= column;
  };
  if (!isFirst) for (let number = at - 1; number >= 0 && collect(number); number--);
  for (let number = at + 1; number <= document.lineCount; number++) {
    const line = readLine(document.lineText(number));
    if (!line) continue;
    if (line.indent < column) break;
    if (line.keyColumn === column && line.key !== undefined) keys.add(line.key);
  }
  return keys;
}
