/** What rules ask of values, beyond yaml/node.ts. `null` reads as absent, as the API server decodes it. */
import { entry, get, isNull, items, type Entry, type Node, type Span } from '../yaml/node.ts';
import { parseQuantity } from '../formats/quantity.ts';
import type { Visit } from '../walk/visit.ts';

/** List items looked at in one list by rules that go through nested lists: bounds what aliases can multiply. */
const MAX_ITEMS = 1_000;

export function isSet(node: Node | undefined): node is Node {
  return node !== undefined && !isNull(node);
}

export function has(node: Node | undefined, key: string): boolean {
  return isSet(get(node, key));
}

/** Set and not "", [] or {}. */
export function isFilled(node: Node | undefined): node is Node {
  if (!isSet(node)) return false;
  if (node.filledIn) return true;
  if (node.type === 'seq') return node.items.length > 0;
  if (node.type === 'map') return node.entries.length > 0;
  return node.value !== '';
}

export function number(node: Node | undefined): number | undefined {
  const value = node?.type === 'scalar' ? node.value : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function boolean(node: Node | undefined): boolean | undefined {
  return node?.type === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}

/** Text of a scalar, or undefined; "" reads as absent. */
export function string(node: Node | undefined): string | undefined {
  return node?.type === 'scalar' && typeof node.value === 'string' && node.value !== ''
    ? node.value
    : undefined;
}

/** In thousandths of a millionth. */
export function amount(node: Node | undefined): bigint | undefined {
  if (node?.type !== 'scalar' || node.value === null) return undefined;
  return parseQuantity(node.value);
}

export function list(node: Node | undefined): readonly Node[] {
  return items(node).slice(0, MAX_ITEMS);
}

/** A number, or `25%` as 25 of a hundred. */
export function numberOrPercent(
  node: Node | undefined,
): { readonly value: number; readonly isPercent: boolean } | undefined {
  if (node?.type !== 'scalar') return undefined;
  if (typeof node.value === 'number') return { value: node.value, isPercent: false };
  const digits = typeof node.value === 'string' ? /^(\d+)%$/.exec(node.value)?.[1] : undefined;
  return digits === undefined ? undefined : { value: Number(digits), isPercent: true };
}

/** Keys of a string map with their text values; others are left out. */
export function strings(node: Node | undefined): Map<string, string> {
  const result = new Map<string, string>();
  if (node?.type !== 'map') return result;
  for (const { key, value } of node.entries) {
    if (value.type === 'scalar' && typeof value.value === 'string')
      result.set(key.source, value.value);
  }
  return result;
}

/** Where a missing field is shown: the key that its mapping hangs on, or the first key of a list item. */
export function placeOf(node: Node, keySpan?: Span): Span {
  if (keySpan) return keySpan;
  if (node.type === 'map' && node.entries[0]) return node.entries[0].key.span;
  return node.span;
}

export function placeOfVisit(visit: Visit): Span {
  return placeOf(visit.node, visit.keySpan);
}

/** Span of a key, or of the node itself where it is gone. */
export function keyOf(node: Node, key: string): Span {
  return entry(node, key)?.key.span ?? placeOf(node);
}

/** Of the keys given, those that are set, in the order of the text. */
export function setEntries(node: Node, keys: ReadonlySet<string>): Entry[] {
  if (node.type !== 'map') return [];
  return node.entries.filter(({ key, value }) => keys.has(key.source) && isSet(value));
}
