/**
 * Who owns which fields, as `metadata.managedFields` says (FieldsV1): a tree of keys `f:spec` (a field),
 * `k:{"name":"web"}` (an item of a list by its keys), `v:"x"` (an item by its value) and `.` (the place itself).
 */
import { parseExactJson } from '../../core/yaml/exactJson.ts';
import { own } from '../../shared/own.ts';
import { sameContent } from './cleanObject.ts';
import { isObject, listAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** One entry, as the server wrote it. */
export type ManagerEntry = JsonObject;
export type FieldTree = JsonObject;

export function managersOf(object: unknown): readonly ManagerEntry[] {
  return listAt(object, 'metadata', 'managedFields').filter(isObject);
}

export function fieldsOf(entry: ManagerEntry | undefined): FieldTree {
  return objectAt(entry, 'fieldsV1');
}

/** Entries of one manager and operation for the object itself, not for its status or scale. */
export function isEntryOf(
  entry: ManagerEntry,
  manager: string,
  operation: 'Apply' | 'Update',
): boolean {
  return (
    entry.manager === manager &&
    entry.operation === operation &&
    textAt(entry, 'subresource') === undefined
  );
}

/** Everything that stands in one of the trees. */
export function unionOf(trees: readonly FieldTree[]): FieldTree {
  return trees.reduce((all, tree) => union(all, tree), {});
}

function union(one: FieldTree, other: FieldTree): FieldTree {
  const result: FieldTree = { ...one };
  for (const [key, below] of Object.entries(other)) {
    const known = own(one, key);
    result[key] = known === undefined ? below : unionBelow(known, below);
  }
  return result;
}

/** An empty tree is the place itself, which is written `.` as soon as something stands below it. */
function unionBelow(one: unknown, other: unknown): FieldTree {
  const [left, right] = [one, other].map((tree) => (isObject(tree) ? tree : {})) as [
    FieldTree,
    FieldTree,
  ];
  const [isLeaf, isOtherLeaf] = [left, right].map((tree) => Object.keys(tree).length === 0);
  if (isLeaf && isOtherLeaf) return {};
  return { ...((isLeaf || isOtherLeaf) && { '.': {} }), ...union(left, right) };
}

/** Whether a tree has this place. */
export function hasField(tree: FieldTree, keys: readonly string[]): boolean {
  let current: unknown = tree;
  for (const key of keys) {
    current = isObject(current) ? own(current, key) : undefined;
    if (current === undefined) return false;
  }
  return true;
}

/** The key or index that a key of the tree means in a value; undefined where the value has no such place. */
export function stepInto(value: unknown, treeKey: string): string | number | undefined {
  const name = treeKey.slice(2);
  if (treeKey.startsWith('f:')) {
    return isObject(value) && Object.hasOwn(value, name) ? name : undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const wanted = parsed(name);
  const index = treeKey.startsWith('i:')
    ? Number(name)
    : (value as unknown[]).findIndex((item) =>
        treeKey.startsWith('k:') ? hasKeys(item, wanted) : sameContent(item, wanted),
      );
  return index >= 0 && index < value.length ? index : undefined;
}

/** A value that was written by hand need not have a key that the server fills in, such as `protocol`. */
function hasKeys(item: unknown, keys: unknown): boolean {
  if (!isObject(item) || !isObject(keys)) return false;
  const given = Object.entries(keys).filter(([key]) => Object.hasOwn(item, key));
  return given.length > 0 && given.every(([key, value]) => sameContent(item[key], value));
}

/** The value at a place of the tree. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    const step = stepInto(current, key);
    if (step === undefined) return undefined;
    current = Array.isArray(current)
      ? (current as unknown[])[Number(step)]
      : (current as JsonObject)[step];
  }
  return current;
}

/** `spec.containers[name="web"].env`, as the API server writes it. */
export function fieldText(keys: readonly string[]): string {
  return keys.map(stepText).join('').replace(/^\./, '');
}

function stepText(key: string): string {
  const name = key.slice(2);
  if (key.startsWith('f:')) return /[.[\]]/.test(name) ? `[${name}]` : `.${name}`;
  if (key.startsWith('v:')) return `[=${name}]`;
  if (key.startsWith('i:')) return `[${name}]`;
  const keys = parsed(name);
  if (!isObject(keys)) return `[${name}]`;
  return `[${Object.entries(keys)
    .map(([field, value]) => `${field}=${JSON.stringify(value)}`)
    .join(',')}]`;
}

function parsed(json: string): unknown {
  try {
    return parseExactJson(json);
  } catch {
    return undefined;
  }
}
