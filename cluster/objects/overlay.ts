/** A guess of what an apply makes of a live object, for the preview where no dry run can tell. */
import { own } from '../../shared/own.ts';
import { at, isObject } from '../values.ts';

/** `wanted` laid over `live`: maps key by key, lists of named items item by item, anything else as it is wanted. */
export function overlay(live: unknown, wanted: unknown): unknown {
  if (isObject(live) && isObject(wanted)) {
    const entries = Object.entries(wanted).map(([key, value]) => [
      key,
      overlay(own(live, key), value),
    ]);
    return { ...live, ...(Object.fromEntries(entries) as object) };
  }
  if (!isNamedList(live) || !isNamedList(wanted)) return wanted;
  const byName = new Map(live.map((item) => [at(item, 'name'), item]));
  const kept = live.filter((item) => !wanted.some((one) => at(one, 'name') === at(item, 'name')));
  return [...wanted.map((item) => overlay(byName.get(at(item, 'name')), item)), ...kept];
}

function isNamedList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((item) => typeof at(item, 'name') === 'string');
}
