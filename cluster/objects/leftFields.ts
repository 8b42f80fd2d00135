/**
 * Fields that an earlier `kubectl apply` (client side or server side) set and the manifest has no more. Nobody asks for
 * them, and our apply does not remove them: they belong to kubectl's entry. Taken over into ours they go with the next one.
 */
import { own } from '../../shared/own.ts';
import { FIELD_MANAGER } from './fieldManager.ts';
import {
  fieldsOf,
  fieldText,
  hasField,
  isEntryOf,
  managersOf,
  stepInto,
  unionOf,
  valueAt,
} from './managedFields.ts';
import type { FieldTree, ManagerEntry } from './managedFields.ts';
import { LAST_APPLIED } from './lastApplied.ts';
import { mergedData } from './sentText.ts';
import { clientSideManagers, serverSideFields, upgradedManagers } from './upgradeManagers.ts';
import { isObject, objectAt, parseJson, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export type LeftBy = 'kubectl apply' | 'kubectl apply --server-side' | 'an earlier apply';

export interface LeftFields {
  readonly by: LeftBy;
  /** Places that were set on purpose and go; by the keys of the tree. */
  readonly asked: readonly (readonly string[])[];
  /** All places that go, as text: defaults of kubectl's time are among them, and the server sets them anew. */
  readonly removes: readonly string[];
  /** The object without them. */
  readonly object: JsonObject;
  /** `metadata.managedFields` with which the next apply removes them. */
  readonly managedFields: readonly ManagerEntry[];
}

/**
 * `object` is the answer to our server-side apply. `forgotten` are fields that an earlier apply of ours set without
 * owning them (`forgottenStrings`).
 */
export function leftFields(object: JsonObject, forgotten: FieldTree = {}): LeftFields | undefined {
  const entries = managersOf(object);
  const old = oldManagers(object);
  const upgraded = withFields(upgradedManagers(entries, old, FIELD_MANAGER), forgotten);
  const ours = (entry: ManagerEntry) => isEntryOf(entry, FIELD_MANAGER, 'Apply');
  const owned = unionOf([
    always,
    ...upgraded.filter((entry) => !ours(entry)).map(fieldsOf),
    fieldsOf(entries.find(ours)),
  ]);
  const taken = fieldsOf(upgraded.find(ours));
  const gone: string[][] = [];
  const rest = prune(object, taken, owned, (keys) => gone.push([...keys]));
  const asked = askedFor(object, gone, forgotten);
  if (asked.length === 0 || !isObject(rest)) return undefined;
  const by = leftBy(object);
  return { by, asked, removes: gone.map(fieldText), object: rest, managedFields: upgraded };
}

/** Whose the fields are that are left. */
export function leftBy(object: JsonObject): LeftBy {
  if (clientSideManagers(object).length > 0) return 'kubectl apply';
  const isServerSide = Object.keys(serverSideOf(object)).length > 0;
  return isServerSide ? 'kubectl apply --server-side' : 'an earlier apply';
}

/** Those of the places that were set on purpose, and not filled in by the server. */
export function askedFor(
  object: JsonObject,
  places: readonly (readonly string[])[],
  forgotten: FieldTree = {},
): (readonly string[])[] {
  const record = recordOf(object);
  const applied = unionOf([forgotten, serverSideOf(object)]);
  const isAsked = (keys: readonly string[]) =>
    record === undefined || valueAt(record, keys) !== undefined || hasField(applied, keys);
  return places
    .filter((keys) => keys.at(-1) !== `f:${LAST_APPLIED}` && isAsked(keys))
    .sort((one, other) => (fieldText(one) < fieldText(other) ? -1 : 1));
}

function serverSideOf(object: JsonObject): FieldTree {
  const target = managersOf(object).find((entry) => isEntryOf(entry, FIELD_MANAGER, 'Apply'));
  return serverSideFields(object, target ?? { apiVersion: object.apiVersion });
}

/** An object is nothing without these, and annotations go one by one: kubectl's record among them is nobody's wish. */
export const always: FieldTree = {
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': { 'f:name': {}, 'f:namespace': {}, 'f:annotations': {} },
};

/** Who wrote for the people of this manifest before us: kubectl, and we ourselves where we were not allowed to apply. */
export function oldManagers(object: JsonObject): string[] {
  const isOwn = managersOf(object).some((entry) => isEntryOf(entry, FIELD_MANAGER, 'Update'));
  return [...clientSideManagers(object), ...(isOwn ? [FIELD_MANAGER] : [])];
}

/**
 * Keys of a Secret that an apply of ours set as `stringData` when it was still sent like that: the server stored them
 * under `data`, where they belong to nobody. `manifest` is what is applied now, `live` the object before.
 */
export function forgottenStrings(live: JsonObject, manifest: unknown): FieldTree {
  const entries = managersOf(live);
  const ours = entries.find((entry) => isEntryOf(entry, FIELD_MANAGER, 'Apply'));
  const wanted = { ...objectAt(manifest, 'data'), ...objectAt(manifest, 'stringData') };
  const names = Object.keys(objectAt(fieldsOf(ours), 'f:stringData')).filter((key) => {
    const name = key.slice(2);
    const isOwned = entries.some((entry) => hasField(fieldsOf(entry), ['f:data', key]));
    return (
      key.startsWith('f:') &&
      !isOwned &&
      !Object.hasOwn(wanted, name) &&
      Object.hasOwn(objectAt(live, 'data'), name)
    );
  });
  if (names.length === 0) return {};
  return { 'f:data': Object.fromEntries(names.map((key) => [key, {}])) };
}

function withFields(entries: readonly ManagerEntry[], fields: FieldTree): readonly ManagerEntry[] {
  if (Object.keys(fields).length === 0) return entries;
  return entries.map((entry) =>
    isEntryOf(entry, FIELD_MANAGER, 'Apply')
      ? { ...entry, fieldsV1: unionOf([fieldsOf(entry), fields]) }
      : entry,
  );
}

/** What `kubectl apply` was given last, as it noted it in an annotation. */
function recordOf(object: JsonObject): unknown {
  const text = textAt(object, 'metadata', 'annotations', LAST_APPLIED);
  const record = text === undefined ? undefined : parseJson(text);
  if (!isObject(record)) return undefined;
  const data = mergedData(record);
  return data ? { ...record, data } : record;
}

/** The value without the places that we would take over and that nobody else owns; each of them is told. */
export function prune(
  value: unknown,
  taken: FieldTree,
  owned: FieldTree,
  tell: (keys: readonly string[]) => void,
  path: readonly string[] = [],
): unknown {
  const gone = new Set<string | number>();
  const changed = new Map<string | number, unknown>();
  for (const [key, below] of Object.entries(taken)) {
    const step = key === '.' ? undefined : stepInto(value, key);
    if (step === undefined) continue;
    const keys = [...path, key];
    const owners = own(owned, key);
    if (owners === undefined) {
      gone.add(step);
      tell(keys);
    } else if (isObject(below) && isObject(owners)) {
      const child = valueAt(value, [key]);
      const rest = prune(child, below, owners, tell, keys);
      if (rest !== child) changed.set(step, rest);
    }
  }
  if (gone.size === 0 && changed.size === 0) return value;
  const kept = (key: string | number, item: unknown) =>
    changed.has(key) ? changed.get(key) : item;
  if (Array.isArray(value)) {
    return (value as unknown[]).flatMap((item, index) =>
      gone.has(index) ? [] : [kept(index, item)],
    );
  }
  return Object.fromEntries(
    Object.entries(value as JsonObject).flatMap(([key, item]) =>
      gone.has(key) ? [] : [[key, kept(key, item)]],
    ),
  );
}
