/**
 * Where the dashes of a list stand below its key: in the column of the key or deeper. Both are common, the engine knows
 * the second only, so a text that has the first is put back after it was laid out.
 */
import { ManifestDocument } from '../model/manifestDocument.ts';
import { endOfText } from '../model/endOfText.ts';
import { exactJson } from '../yaml/exactJson.ts';
import { entries, items, type Node, type SeqNode } from '../yaml/node.ts';
import { valueOf } from '../yaml/nodeValue.ts';

/** The laid-out text with its lists in the columns of their keys, if most lists of the document stand there. */
export function withListColumns(original: ManifestDocument, laidOut: string): string {
  const lists = listsBelowKeys(original);
  const inColumn = lists.filter(({ deeper }) => deeper === 0).length;
  if (inColumn === 0 || inColumn * 2 < lists.length) return laidOut;
  const document = new ManifestDocument(laidOut, original.id);
  const shifts = new Map<number, number>();
  for (const { list, deeper } of listsBelowKeys(document)) {
    const { line: last } = document.positionAt(endOfText(document, list.span));
    for (let { line } = document.positionAt(list.span[0]); line <= last; line++) {
      shifts.set(line, (shifts.get(line) ?? 0) + deeper);
    }
  }
  const moved = laidOut
    .split('\n')
    .map((line, index) => line.slice(Math.min(shifts.get(index) ?? 0, indentOf(line))))
    .join('\n');
  return meansTheSame(moved, document) ? moved : laidOut;
}

interface ListBelowKey {
  readonly list: SeqNode;
  /** Columns that its dashes stand right of its key. */
  readonly deeper: number;
}

function listsBelowKeys(document: ManifestDocument): ListBelowKey[] {
  const found: ListBelowKey[] = [];
  const seen = new Set<Node>();
  const stack: Node[] = document.root ? [document.root] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    stack.push(...items(node));
    for (const { key, value } of entries(node)) {
      stack.push(value);
      if (value.type !== 'seq' || document.text[value.span[0]] !== '-') continue;
      const [at, below] = [key.span[0], value.span[0]].map((offset) => document.positionAt(offset));
      if (!at || !below || below.line <= at.line) continue;
      found.push({ list: value, deeper: below.character - at.character });
    }
  }
  return found;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function meansTheSame(text: string, document: ManifestDocument): boolean {
  const { root, parsed } = new ManifestDocument(text, document.id);
  if (!root || !document.root || parsed.problems.length > 0) return false;
  const [before, after] = [document.root, root].map((node) => valueOf(node, { isExact: true }));
  return exactJson(before) === exactJson(after);
}
