// Finds where in a file the field stands that an API server complained about.
import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Pair } from 'yaml';
import type { ManifestDocument, PathSegment } from '../../core/model/manifestDocuments.ts';
import { linesOf } from '../../core/yaml/lines.ts';

/** Offsets in the file, half open. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * The value at `path`; where it is missing, the key of the innermost parent that is there; for an empty
 * path (the whole object) its kind, or the first line.
 */
export function fieldPlace(
  fileText: string,
  document: ManifestDocument,
  path: readonly PathSegment[],
): Place {
  const text = fileText.slice(document.start, document.end);
  const root = parseDocument(text, { logLevel: 'silent' }).contents;
  const wanted = path.length > 0 ? path : ['kind'];
  const found = walk(root, [...document.within, ...wanted], document.within.length);
  const { start, end } = found ?? firstLine(text);
  return { start: document.start + start, end: document.start + Math.max(end, start + 1) };
}

/** Steps below `from` that exist mark a place; the steps above only lead to the object. */
function walk(root: unknown, path: readonly PathSegment[], from: number): Place | undefined {
  let node: unknown = root;
  let place: Place | undefined;
  for (const [step, segment] of path.entries()) {
    const next = child(node, segment);
    if (!next) return place;
    node = next.value;
    const isLast = step === path.length - 1;
    const mark =
      isLast && isNode(next.value) && isScalarWithText(next.value) ? next.value : next.key;
    if (step >= from) place = range(mark ?? next.value) ?? place;
  }
  return place;
}

interface Child {
  key?: unknown;
  value: unknown;
}

function child(node: unknown, segment: PathSegment): Child | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return item === undefined ? undefined : { value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one: Pair) => keyText(one.key) === String(segment));
  return pair && { key: pair.key, value: pair.value };
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function isScalarWithText(node: Node): boolean {
  return isScalar(node) && node.value !== null;
}

function range(node: unknown): Place | undefined {
  if (!isNode(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return { start, end };
}

function firstLine(text: string): Place {
  const [first = { start: 0, end: 0 }] = linesOf(text);
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, line.end);
    if (!written.startsWith('---') && !/^\s*(?:#|$)/.test(written)) return line;
  }
  return first;
}
