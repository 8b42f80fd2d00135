/**
 * The entries of `metadata.managedFields` once the fields of managers that wrote with Update belong to one that applies:
 * what `kubectl apply --server-side` makes of an object that `kubectl apply` wrote before (client-go, `csaupgrade`).
 */
import { LAST_APPLIED } from './lastApplied.ts';
import { fieldsOf, hasField, isEntryOf, managersOf, unionOf } from './managedFields.ts';
import type { FieldTree, ManagerEntry } from './managedFields.ts';

/** Who wrote the annotation in which `kubectl apply` records what it was given. */
export function clientSideManagers(object: unknown): string[] {
  const record = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`];
  const names = managersOf(object).flatMap((entry) => {
    const { manager } = entry;
    const isOne =
      typeof manager === 'string' &&
      isEntryOf(entry, manager, 'Update') &&
      hasField(fieldsOf(entry), record);
    return isOne ? [manager] : [];
  });
  return [...new Set(names)];
}

/** The manager of `kubectl apply --server-side`, unless it is told another one. */
const KUBECTL = 'kubectl';

/** What `kubectl apply --server-side` applied to the object, in the terms of the version of `entry`. */
export function serverSideFields(object: unknown, { apiVersion }: ManagerEntry): FieldTree {
  const entries = managersOf(object).filter((entry) => isServerSide(entry, apiVersion));
  return unionOf(entries.map(fieldsOf));
}

function isServerSide(entry: ManagerEntry, apiVersion: unknown): boolean {
  return isEntryOf(entry, KUBECTL, 'Apply') && entry.apiVersion === apiVersion;
}

/**
 * `from` are the managers whose Update entries go, and the entry of `kubectl apply --server-side` goes with them; the
 * entries are not changed but copied.
 */
export function upgradedManagers(
  entries: readonly ManagerEntry[],
  from: readonly string[],
  to: string,
): readonly ManagerEntry[] {
  const upgraded = from.reduce((current, manager) => upgradeOne(current, manager, to), entries);
  const applied = upgraded.find((entry) => isEntryOf(entry, to, 'Apply'));
  const target = applied ?? upgraded.find((entry) => isEntryOf(entry, KUBECTL, 'Apply'));
  if (!target) return upgraded;
  const old = upgraded.filter((entry) => isServerSide(entry, target.apiVersion));
  const merged = unionOf([fieldsOf(target), ...old.map(fieldsOf)]);
  return upgraded.flatMap((entry) => {
    if (entry === target) return [{ ...target, manager: to, fieldsV1: merged }];
    return old.includes(entry) ? [] : [entry];
  });
}

function upgradeOne(
  entries: readonly ManagerEntry[],
  from: string,
  to: string,
): readonly ManagerEntry[] {
  const isOld = (entry: ManagerEntry) => isEntryOf(entry, from, 'Update');
  // Where nobody has applied yet, the latest of the old entries becomes the one that has.
  const target = entries.find((entry) => isEntryOf(entry, to, 'Apply')) ?? entries.find(isOld);
  if (!target || !entries.some(isOld)) return entries;
  // Fields are named in the terms of a version: those of another one cannot be taken over.
  const source = entries.find((entry) => isOld(entry) && entry.apiVersion === target.apiVersion);
  const upgraded: ManagerEntry = {
    ...target,
    manager: to,
    operation: 'Apply',
    fieldsV1: unionOf([fieldsOf(target), fieldsOf(source)]),
  };
  return entries.flatMap((entry) => {
    if (entry === target) return [upgraded];
    return isOld(entry) ? [] : [entry];
  });
}
