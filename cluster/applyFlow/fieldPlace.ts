// Finds where in a file the field stands that an API server complained about.
import type { ManifestDocument, PathSegment } from '../../core/model/manifestDocuments.ts';
import { linesOf } from '../../core/yaml/lines.ts';
import { entry, type Node } from '../../core/yaml/node.ts';
import { parse } from '../../core/yaml/parse.ts';

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
  const { root } = parse(text);
  const wanted = path.length > 0 ? path : ['kind'];
  const found = walk(root, [...document.within, ...wanted], document.within.length);
  const { start, end } = found ?? firstLine(text);
  return { start: document.start + start, end: document.start + Math.max(end, start + 1) };
}

/** Steps below `from` that exist mark a place; the steps above only lead to the object. */
function walk(
  root: Node | undefined,
  path: readonly PathSegment[],
  from: number,
): Place | undefined {
  let node = root;
  let place: Place | undefined;
  for (const [step, segment] of path.entries()) {
    const next = child(node, segment);
    if (!next) return place;
    node = next.value;
    const isLast = step === path.length - 1;
    const isText = next.value.type === 'scalar' && next.value.value !== null;
    const mark = isLast && isText ? next.value : (next.key ?? next.value);
    if (step >= from) place = { start: mark.span[0], end: mark.span[1] };
  }
  return place;
}

interface Child {
  readonly key?: Node;
  readonly value: Node;
}

function child(node: Node | undefined, segment: PathSegment): Child | undefined {
  if (node?.type !== 'seq') return entry(node, String(segment));
  const value = node.items[Number(segment)];
  return value && { value };
}

function firstLine(text: string): Place {
  const [first = { start: 0, end: 0 }] = linesOf(text);
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, line.end);
    if (!written.startsWith('---') && !/^\s*(?:#|$)/.test(written)) return line;
  }
  return first;
}
