/** A field that is right, only elsewhere: under `spec` instead of beside it, in the pod instead of its container. */
import type { Visit } from '../walk/visit.ts';
import { get, type Entry, type MapNode } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Fix } from '../findings/finding.ts';
import { fieldOf, propertyOf } from '../schema/typedSchema.ts';
import type { Checking } from './checking.ts';
import {
  appendToMapping,
  columnOf,
  isFlow,
  linesOf,
  ownEntries,
  shift,
} from '../findings/edits.ts';
import { nearest } from '../formats/nearest.ts';

export interface Home {
  /** The very name is a field there; else a near one is. */
  readonly exact: boolean;
  /** What to do, for the end of a message. */
  readonly advice: string;
  readonly fix?: Fix;
  /** The mapping below that it belongs to, and its name there. */
  readonly target?: { readonly node: MapNode; readonly field: string };
}

/** Where the field belongs: in a mapping below the one that it stands in, or in one around that. */
export function misplaced(checking: Checking, visit: Visit, entry: Entry): Home | undefined {
  return below(checking, visit, entry) ?? around(visit, entry, checking.text);
}

/** Fields of a mapping whose own fields are looked through. */
const maxChildren = 500;

function below(
  { typed, names, text }: Checking,
  { node, schema: own = {} }: Visit,
  entry: Entry,
): Home | undefined {
  const name = entry.key.source;
  const children = names.of(own);
  if (children.length > maxChildren) return undefined;
  const candidates = children.flatMap((child) => {
    if (child === 'status' || child === 'metadata') return [];
    const schema = propertyOf(typed, own, child);
    if (!schema) return [];
    const field = fieldOf(schema, name) ? name : nearestWithin(name, names.of(schema));
    return field === undefined ? [] : [{ child, field }];
  });
  const exact = candidates.filter(({ field }) => field === name);
  const found = exact.length > 0 ? exact : candidates;
  const first = found[0];
  if (!first || found.length > 3) return undefined;
  if (found.length > 1) {
    const names = found.map(({ child }) => child).join(' or ');
    return { exact: exact.length > 0, advice: `it belongs under ${names}` };
  }
  const target = get(node, first.child);
  const renamed = first.field === name ? '' : ` as ${first.field}`;
  const fix =
    target?.type === 'map' ? moveFix(text, entry, target, first.field, first.child) : undefined;
  return {
    exact: exact.length > 0,
    advice: `it belongs under ${first.child}${renamed}`,
    ...(target?.type === 'map' && { target: { node: target, field: first.field } }),
    ...(fix && { fix }),
  };
}

function around(own: Visit, entry: Entry, text: string): Home | undefined {
  for (let outer = own.parent; outer; outer = outer.parent) {
    const { node, schema } = outer;
    if (node.type !== 'map' || !schema || !fieldOf(schema, entry.key.source)) continue;
    const where = outer.entry?.key.source ?? 'the mapping around it';
    const isTaken = get(node, entry.key.source) !== undefined;
    const fix = isTaken ? undefined : moveFix(text, entry, node, entry.key.source, where);
    return { exact: true, advice: `it belongs in ${where}`, ...(fix && { fix }) };
  }
  return undefined;
}

/** Only long names: a short one is near too many others. */
function nearestWithin(name: string, fields: readonly string[]): string | undefined {
  return name.length >= 8 ? nearest(name, fields) : undefined;
}

function moveFix(
  text: string,
  entry: Entry,
  target: MapNode,
  field: string,
  where: string,
): Fix | undefined {
  const lines = linesOf(text, entry);
  const sibling = ownEntries(target)[0];
  if (!lines || !sibling || isFlow(text, target)) return undefined;
  const from = columnOf(text, entry.key.span[0]);
  const to = columnOf(text, sibling.key.span[0]);
  const moved = yamlText(field) + text.slice(entry.key.span[1], lines[1]);
  const block = shift(' '.repeat(from) + moved, -from).trimEnd();
  if (/(^|\n)[ ]*#|\t/.test(block) && to < from) return undefined;
  const insert = appendToMapping(text, target, block.split(/\r?\n/));
  if (!insert) return undefined;
  const name = entry.key.source;
  const renamed = name === field ? '' : ` as ${field}`;
  return { title: `Move ${name} into ${where}${renamed}`, edits: [[lines, ''], insert] };
}
