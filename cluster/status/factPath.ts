/** Paths of the facts of a kind (shared/kindFacts.ts) in an object: `status.phase`, `status.conditions.-1.type`. */
import { own } from '../../shared/own.ts';
import { isObject } from '../values.ts';

export function valueAt(object: unknown, path: string): unknown {
  let current = object;
  for (const step of path.split('.')) {
    if (Array.isArray(current))
      current = /^-?\d+$/.test(step) ? current.at(Number(step)) : undefined;
    else if (isObject(current)) current = own(current, step);
    else return undefined;
  }
  return current;
}

/** Text, number or truth value at a path as words, the items of a list with commas between; undefined where there are none. */
export function wordsAt(object: unknown, path: string): string | undefined {
  const found = valueAt(object, path);
  const words = (Array.isArray(found) ? found : [found]).map(wordOf).filter(Boolean);
  return words.length > 0 ? words.join(', ') : undefined;
}

/** A text in which paths stand in braces, filled in; undefined where one of them leads nowhere. */
export function filledIn(text: string, object: unknown): string | undefined {
  const parts = text
    .split(/\{([\w./-]+)\}/)
    // Every second part is a path.
    .map((part, index) => (index % 2 === 0 ? part : wordsAt(object, part)));
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

function wordOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
