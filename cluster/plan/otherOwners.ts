/**
 * Why a manifest that is right by itself does not fit its live object: a place that the manifest does not have stays beside
 * what it says, because somebody else owns it or the server filled it in. A Service whose port was changed by hand has both
 * ports then, with one name.
 */
import { own } from '../../shared/own.ts';
import type { PathSegment } from '../../core/model/manifestDocuments.ts';
import type { ClusterError, FieldCause } from '../api.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';
import { formatFieldPath } from '../objects/fieldPath.ts';
import { fieldsOf, fieldText, managersOf, stepInto, valueAt } from '../objects/managedFields.ts';
import type { FieldTree } from '../objects/managedFields.ts';
import { at, isObject, isWrittenAs, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** The refusal with the places of others that it comes from, and what to do. */
export function withOtherOwners(
  error: ClusterError,
  manifest: unknown,
  live: JsonObject | undefined,
): ClusterError {
  if (!live || error.code !== 'invalid') return error;
  const places = new Map<string, Set<string>>();
  const causes = error.causes.map((cause): FieldCause => {
    const found =
      otherItem(cause, manifest, live) ??
      otherField(cause, manifest, live) ??
      otherSibling(cause, manifest, live);
    if (!found) return cause;
    const ofOwner = places.get(found.owner) ?? new Set();
    places.set(found.owner, ofOwner.add(found.place));
    const words = adviceOn([found.place], found.owner);
    return { ...cause, path: found.path, message: `${cause.message}. ${words}` };
  });
  if (places.size === 0) return error;
  const advice = [...places].map(([owner, all]) => adviceOn([...all], owner));
  return { ...error, message: [error.message, ...advice].join('. '), causes };
}

function adviceOn(places: readonly string[], owner: string): string {
  const [it, stays] = places.length === 1 ? ['it', 'It stays'] : ['them', 'They stay'];
  const belongs = places.length === 1 ? owner : owner.replace(/^belongs/, 'belong');
  return `The live object has ${places.join(' and ')}, which ${belongs} and the manifest does not have. ${stays} beside what the manifest says: remove ${it} from the object (for example with kubectl edit) or write ${it} into the manifest, then apply again`;
}

interface Found {
  /** Where the manifest has what does not fit. */
  readonly path: readonly PathSegment[];
  readonly place: string;
  /** `belongs to kubectl-edit`. */
  readonly owner: string;
}

/** `spec.ports[1].name: Duplicate value: "http"`: an item of the same list that others own. The index counts in both. */
function otherItem(cause: FieldCause, manifest: unknown, live: JsonObject): Found | undefined {
  const index = cause.path.findLastIndex((step) => typeof step === 'number');
  const isDoubled =
    cause.reason === 'FieldValueDuplicate' || cause.message.startsWith('Duplicate value');
  if (index < 0 || !isDoubled) return undefined;
  const list = cause.path.slice(0, index);
  const names = list.filter((step) => typeof step === 'string').join('\n');
  for (const entry of managersOf(live)) {
    if (entry.manager === FIELD_MANAGER) continue;
    for (const keys of itemsOf(fieldsOf(entry))) {
      const fields = keys.slice(0, -1).filter((key) => key.startsWith('f:'));
      const isHere = fields.map((key) => key.slice(2)).join('\n') === names;
      if (!isHere || valueAt(live, keys) === undefined) continue;
      if (valueAt(manifest, keys) !== undefined) continue;
      const owner = `belongs to ${textAt(entry, 'manager') ?? 'somebody else'}`;
      return { path: placeOfValue(cause, list, manifest), place: fieldText(keys), owner };
    }
  }
  return undefined;
}

/** The item of the manifest that has the doubled value, else its list. */
function placeOfValue(
  { path, message }: FieldCause,
  list: readonly PathSegment[],
  manifest: unknown,
): readonly PathSegment[] {
  const value = /Duplicate value: (.*)$/.exec(message)?.[1];
  const rest = path.slice(list.length + 1);
  const items = at(manifest, ...list);
  if (value === undefined || !Array.isArray(items)) return list;
  const index = items.findIndex((item) => isWrittenAs(at(item, ...rest), value));
  return index < 0 ? list : [...list, index, ...rest];
}

/** `env[0].valueFrom: may not be specified when `value` is not empty`: a field beside it that others own. */
function otherSibling(
  { path, message }: FieldCause,
  manifest: unknown,
  live: JsonObject,
): Found | undefined {
  const parent = path.slice(0, -1);
  if (!/may not|must not|more than (one|1)/i.test(message)) return undefined;
  if (at(manifest, ...path) === undefined || !areSameItems(parent, manifest, live))
    return undefined;
  const beside = at(live, ...parent);
  const wanted = at(manifest, ...parent);
  if (!isObject(beside) || !isObject(wanted)) return undefined;
  const named = new Set(message.match(/[a-zA-Z]+/g));
  const others = Object.keys(beside).filter((key) => !Object.hasOwn(wanted, key));
  const inTheWay = [
    ...others.filter((key) => named.has(key)),
    ...others.filter((key) => isObject(beside[key])),
  ];
  for (const key of inTheWay) {
    const place = [...parent, key];
    const owner = managersOf(live).find(
      (entry) => entry.manager !== FIELD_MANAGER && ownsPath(fieldsOf(entry), place, live),
    );
    const name = textAt(owner, 'manager');
    if (name) return { path, place: formatFieldPath(place), owner: `belongs to ${name}` };
  }
  return undefined;
}

/** A field that is in the way and that the manifest does not have. */
function otherField({ path }: FieldCause, manifest: unknown, live: JsonObject): Found | undefined {
  if (path.length < 2 || at(live, ...path) === undefined) return undefined;
  if (at(manifest, ...path) !== undefined || !areSameItems(path, manifest, live)) return undefined;
  const owners = managersOf(live)
    .filter((entry) => entry.manager !== FIELD_MANAGER && ownsPath(fieldsOf(entry), path, live))
    .map((entry) => textAt(entry, 'manager') ?? 'somebody else');
  const names = [...new Set(owners)].join(', ');
  const owner = names === '' ? 'the API server filled in' : `belongs to ${names}`;
  return { path: path.slice(0, -1), place: formatFieldPath(path), owner };
}

/** The server counts the items of the merged list: the index must mean the same item in all three. */
function areSameItems(path: readonly PathSegment[], manifest: unknown, live: unknown): boolean {
  return path.every((step, index) => {
    const item = path.slice(0, index + 1);
    return typeof step === 'string' || at(manifest, ...item, 'name') === at(live, ...item, 'name');
  });
}

function ownsPath(tree: FieldTree, path: readonly PathSegment[], live: unknown): boolean {
  let current: unknown = tree;
  let value = live;
  for (const step of path) {
    if (!isObject(current)) return false;
    const key = Object.keys(current).find(
      (one) => one !== '.' && String(stepInto(value, one)) === String(step),
    );
    if (key === undefined) return false;
    current = own(current, key);
    value = at(value, step);
  }
  return true;
}

/** All items of lists in a tree, by their keys. */
function itemsOf(tree: FieldTree, path: readonly string[] = []): string[][] {
  return Object.entries(tree).flatMap(([key, below]) => {
    const keys = [...path, key];
    const deeper = isObject(below) ? itemsOf(below, keys) : [];
    return /^[kv]:/.test(key) ? [keys, ...deeper] : deeper;
  });
}
