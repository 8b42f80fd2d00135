/**
 * The cursor in block YAML, told from indentation alone: a document is rarely valid YAML while somebody types in it, but
 * the lines above the cursor nearly always show which mapping it belongs to.
 */
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import type { Cursor } from './cursor.ts';
import { blockLines, dashColumns, isBlockScalar, opensBlock, readLine, untabbed } from './lines.ts';
import { snapColumn } from './snapColumn.ts';

const typedShape =
  /^([ ]*)((?:-[ ]+)*)(?!-[ ])(-)?(?:(["']?)([^\s:"'#]*)|(["']?)([^\s:"'#][^:"'#]*)\6:([ \t]+|$)((?:[^ \t].*)?))$/;

export function blockCursor(document: ManifestDocument, position: Position): Cursor | undefined {
  const line = document.lineText(position.line).replace(/^---(?=[ \t])/, '   ');
  const right = line.slice(position.character);
  const left = untabbed(line.slice(0, position.character));
  /** Characters that the tabs of the indentation have less than their columns. */
  const shift = left.length - position.character;
  if (/(^|\s)#/.test(left) || blockLines(document).has(position.line)) return undefined;
  // Behind a dash that nothing follows yet the blank is part of what is inserted.
  const isBareDash = /^ *(?:- +)*-$/.test(left) && right.trim() === '';
  const typed = typedShape.exec(isBareDash ? `${left} ` : left);
  if (!typed) return undefined;
  const [, spaces = '', marks = '', loneDash, quote = '', word = '', , key] = typed;
  if (loneDash && word === '' && key === undefined) return undefined;
  const dashes = dashColumns(spaces.length, marks);
  const isItem = dashes.length > 0;
  if (key !== undefined) {
    const column = spaces.length + marks.length;
    const scan = scanUp(document, position.line, column, dashes);
    const value = scan && valueWord(typed[9] ?? '', right);
    if (!scan || !value) return undefined;
    return {
      ...value,
      path: scan.path,
      column,
      isItem,
      siblings: siblingKeys(document, position.line, column, isItem),
      valueKey: key.trim(),
      start: position.character - value.before,
      end: position.character + value.behind,
      pad: typed[8] === '' ? ' ' : '',
      hasColon: false,
      style: 'block',
    };
  }
  const typedColumn = spaces.length + marks.length;
  const isAlone = !isItem && !loneDash;
  const after = /^[^\s:#"']*/.exec(right)?.[0] ?? '';
  const closing = quote !== '' && right[after.length] === quote ? 1 : 0;
  const hasColon = /^[ \t]*:/.test(right.slice(after.length + closing));
  const column =
    isAlone && !hasColon ? snapColumn(document, position.line, typedColumn) : typedColumn;
  const scan = scanUp(document, position.line, column, dashes);
  if (!scan) return undefined;
  const isMoved = column !== typedColumn || shift > 0;
  const wordStart = position.character - word.length - quote.length;
  // Indentation that is wrong is replaced together with the word.
  const start = isMoved ? Math.max(0, shift > 0 ? 0 : Math.min(column, wordStart)) : wordStart;
  return {
    path: scan.path,
    column,
    isItem,
    siblings: siblingKeys(document, position.line, column, isItem),
    word: word + after,
    quote: quote === '"' || quote === "'" ? quote : '',
    start,
    end: position.character + after.length + closing,
    pad: isBareDash ? ' ' : isMoved ? ' '.repeat(Math.max(0, column - start)) : '',
    hasColon,
    ...(isAlone && scan.openList !== undefined ? { listAbove: scan.openList } : {}),
    style: 'block',
  };
}

interface ValueWord extends Pick<Cursor, 'word' | 'quote'> {
  /** Characters of the word before and behind the cursor, quotes included. */
  readonly before: number;
  readonly behind: number;
}

/** The value around the cursor; undefined where it is finished, not one word, or something else than a scalar. */
function valueWord(value: string, right: string): ValueWord | undefined {
  const [, quote = '', text = ''] = /^(["']?)(.*)$/.exec(value) ?? [];
  if ((quote === '' && /^[[{|>&*!]/.test(text)) || /[\s"']/.test(text)) return undefined;
  const after = /^[^\s#"']*/.exec(right)?.[0] ?? '';
  const closing = quote !== '' && right[after.length] === quote ? 1 : 0;
  return {
    word: text + after,
    quote: quote === '"' || quote === "'" ? quote : '',
    before: value.length,
    behind: after.length + closing,
  };
}

interface Scan {
  readonly path: readonly (string | number)[];
  readonly openList?: readonly (string | number)[];
}

/** The path of the mapping in `column`, from the lines above; undefined behind a finished value. */
export function scanUp(
  document: ManifestDocument,
  from: number,
  column: number,
  dashes: readonly number[],
): Scan | undefined {
  const blocks = blockLines(document);
  const path: (string | number)[] = [];
  let need = column;
  let inList = false;
  let openKey: string | undefined;
  let isNearest = true;
  for (const dash of dashes.toReversed()) {
    path.unshift(0);
    need = dash;
    inList = true;
  }
  for (let number = from - 1; number >= 0 && (need > 0 || inList); number--) {
    const line = blocks.has(number) ? undefined : readLine(document.lineText(number));
    if (!line) continue;
    const isItemOfList = inList && line.dashes.includes(need);
    if (isItemOfList && typeof path[0] === 'number') path[0]++;
    if (line.key !== undefined && line.keyColumn < need + (inList ? 1 : 0) && !isItemOfList) {
      if (isBlockScalar(line.value)) return undefined;
      if (!opensBlock(line.value)) return undefined;
      path.unshift(line.key);
      need = line.keyColumn;
      inList = false;
    } else if (isNearest && line.key !== undefined && line.keyColumn === need && !inList) {
      if (opensBlock(line.value)) openKey = line.key;
    }
    isNearest = false;
    for (const dash of line.dashes.toReversed()) {
      if (dash >= need) continue;
      path.unshift(0);
      need = dash;
      inList = true;
    }
  }
  return { path, ...(openKey !== undefined && { openList: [...path, openKey] }) };
}

/** Keys in the same column, up and down to the end of the mapping. */
function siblingKeys(
  document: ManifestDocument,
  at: number,
  column: number,
  isFirst: boolean,
): Set<string> {
  const keys = new Set<string>();
  const blocks = blockLines(document);
  const read = (number: number) =>
    blocks.has(number) ? undefined : readLine(document.lineText(number));
  if (!isFirst) {
    for (let number = at - 1; number >= 0; number--) {
      const line = read(number);
      if (!line) continue;
      if (line.keyColumn === column && line.key !== undefined) keys.add(line.key);
      if (line.indent < column) break;
    }
  }
  for (let number = at + 1; number <= document.lineCount; number++) {
    const line = read(number);
    if (!line) continue;
    if (line.indent < column) break;
    if (line.keyColumn === column && line.key !== undefined) keys.add(line.key);
  }
  return keys;
}
