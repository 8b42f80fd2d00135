/** Finds in the object that was sent what a server's message names only vaguely. */
import type { PathSegment } from '../../core/model/manifestDocuments.ts';
import { doubledKeys } from '../../core/yaml/doubledKey.ts';
import { linesOf } from '../../core/yaml/lines.ts';
import { parse } from '../../core/yaml/parse.ts';
import type { FieldCause } from '../api.ts';
import { at, isObject, isWrittenAs } from '../values.ts';
import { conditionsOf } from './itemSelector.ts';

/** Go names no list index (`spec.containers.image`): the first place that has the keys and a value of that type. */
export function typedFieldPath(
  keys: readonly string[],
  object: unknown,
  givenType: string,
): readonly PathSegment[] {
  return walk(keys, object, givenType) ?? keys;
}

function walk(keys: readonly string[], value: unknown, type: string): PathSegment[] | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return hasType(value, type) ? [] : undefined;
  if (Array.isArray(value)) {
    for (const [index, item] of (value as unknown[]).entries()) {
      const path = walk(keys, item, type);
      if (path) return [index, ...path];
    }
    return undefined;
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
  const path = walk(rest, value[key], type);
  return path && [key, ...path];
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'bool') return typeof value === 'boolean';
  return typeof value === type || (type === 'number' && typeof value === 'bigint');
}

/** Path of a key that is given twice, the second time on a line (1-based) of the text; empty where there is none. */
export function doubledKeyPath(text: string, line: number, key: string): readonly PathSegment[] {
  const { start, end } = [...linesOf(text)][line - 1] ?? { start: 0, end: 0 };
  for (const doubled of doubledKeys(parse(text).root)) {
    if (doubled.key === key && doubled.offset >= start && doubled.offset < end) return doubled.path;
  }
  return [];
}

/** Keys whose values, or the values below them, are quantities. */
const QUANTITY_KEYS = new Set([
  'requests',
  'limits',
  'capacity',
  'hard',
  'podFixed',
  'sizeLimit',
  'divisor',
  'min',
  'max',
  'default',
  'defaultRequest',
  'maxLimitRequestRatio',
]);

/** Places that hold a quantity which Kubernetes cannot read. */
export function quantityPaths(object: unknown): PathSegment[][] {
  return placesOf(object, (value, isQuantity) => {
    const readable = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(([KMGTPE]i)|[numkMGTPE]|[eE][+-]?\d+)?$/.test(
      String(value),
    );
    return isQuantity && !readable && value !== null;
  });
}

/** Places of numbers with a fraction that are no quantities. */
export function fractionPaths(object: unknown): PathSegment[][] {
  const hasFraction = (value: unknown) => typeof value === 'number' && !Number.isInteger(value);
  return placesOf(object, (value, isQuantity) => !isQuantity && hasFraction(value));
}

function placesOf(
  object: unknown,
  isWanted: (value: unknown, isQuantity: boolean) => boolean,
  path: readonly PathSegment[] = [],
  isQuantity = false,
): PathSegment[][] {
  if (Array.isArray(object)) {
    return (object as unknown[]).flatMap((item, index) =>
      placesOf(item, isWanted, [...path, index], isQuantity),
    );
  }
  if (isObject(object)) {
    return Object.entries(object).flatMap(([key, value]) =>
      placesOf(value, isWanted, [...path, key], isQuantity || QUANTITY_KEYS.has(key)),
    );
  }
  return isWanted(object, isQuantity) ? [[...path]] : [];
}

/** `duplicate entries for key [name="a"]`: the second item with that key, where the message allows to find it. */
export function secondDuplicate(
  path: readonly PathSegment[],
  message: string,
  object: unknown,
): readonly PathSegment[] {
  const list = at(object, ...path);
  const selector = /for key \[(.*)\]/.exec(message)?.[1];
  if (!Array.isArray(list) || !selector) return path;
  const conditions = conditionsOf(selector);
  const matching = (list as unknown[]).flatMap((item, index) =>
    conditions.every(({ key, value }) => {
      const found = at(item, key);
      return found === undefined || isWrittenAs(found, value);
    })
      ? [index]
      : [],
  );
  return matching[1] === undefined ? path : [...path, matching[1]];
}

/** `metadata.labels: Invalid value: "x y"` names the map alone: the entry with that value or key. */
export function refineCause(cause: FieldCause, object: unknown): FieldCause {
  const value = /^Invalid value: ("(?:[^"\\]|\\.)*")/.exec(cause.message)?.[1];
  const target = at(object, ...cause.path);
  if (!value || !isObject(target)) return cause;
  const keys = Object.keys(target).filter(
    (key) => isWrittenAs(target[key], value) || isWrittenAs(key, value),
  );
  return keys.length === 1 && keys[0] !== undefined
    ? { ...cause, path: [...cause.path, keys[0]] }
    : cause;
}
