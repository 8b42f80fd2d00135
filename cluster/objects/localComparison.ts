/**
 * What an object would be with a manifest on top, worked out here: for users whom the API server lets read and nothing else.
 * The server would fill in defaults, know the keys of every list, and perhaps refuse: this is a comparison, not a dry run.
 */
import { FIELD_MANAGER } from './fieldManager.ts';
import { always, prune } from './leftFields.ts';
import { fieldsOf, isEntryOf, managersOf, stepInto, unionOf, valueAt } from './managedFields.ts';
import type { FieldTree } from './managedFields.ts';
import { overlay } from './overlay.ts';
import { isObject } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** Both as the server stores them: a Secret without `stringData`. Each place that goes is told. */
export function localComparison(
  live: JsonObject,
  manifest: JsonObject,
  tell: (keys: readonly string[]) => void = () => undefined,
): JsonObject {
  const entries = managersOf(live);
  const ours = entries.find((entry) => isEntryOf(entry, FIELD_MANAGER, 'Apply'));
  const wanted = presentIn(manifest, fieldsOf(ours));
  const others = entries.filter((entry) => entry !== ours).map(fieldsOf);
  // What we applied before and the manifest has no more goes.
  const base = prune(live, fieldsOf(ours), unionOf([always, wanted, ...others]), tell);
  const result = overlay(base, withoutNulls(manifest));
  return isObject(result) ? result : manifest;
}

function presentIn(value: unknown, tree: FieldTree): FieldTree {
  const present = Object.entries(tree).flatMap(([key, below]) => {
    if (key === '.') return [[key, below] as const];
    if (stepInto(value, key) === undefined) return [];
    return [[key, isObject(below) ? presentIn(valueAt(value, [key]), below) : below] as const];
  });
  return Object.fromEntries(present);
}

/** The server takes `null` for a field that is not set. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const set = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(set.map(([key, item]) => [key, withoutNulls(item)]));
}
