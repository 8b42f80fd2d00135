/**
 * Documents of one plan that describe the same object. Only the last of them is sent: an object cannot be two things at
 * once, and an earlier document that was sent as well would change it on every apply, to be changed back right after.
 */
import type { PlanEntry } from '../api.ts';
import { whatIs } from '../objects/whatIs.ts';
import type { Planner } from './planner.ts';
import { without } from '../values.ts';

/** The entries, with the earlier ones of each object as ones that are not sent. */
export function withLastOnly(planner: Planner, entries: readonly PlanEntry[]): PlanEntry[] {
  const last = new Map<string, PlanEntry>();
  for (const entry of entries) {
    const key = objectKey(planner, entry);
    if (key !== undefined) last.set(key, entry);
  }
  return entries.map((entry) => {
    const key = objectKey(planner, entry);
    const later = key === undefined ? undefined : last.get(key);
    if (!later || later === entry) return entry;
    const note = `${whatIs(entry)} stands in this selection more than once. Only the last one is sent (document ${later.index + 1}): remove this one, or give it another name`;
    const kept = without(entry, ofOtherActions);
    return { ...kept, action: 'not-applicable', note, warnings: [] };
  });
}

/** What says something only of an entry that would be sent, or that others keep from it. */
const ofOtherActions = [
  'diff',
  'error',
  'conflicts',
  'left',
  'missingNamespace',
  'unchecked',
  'replaceable',
  'isInDeletion',
] as const;

/** The same group, kind, namespace and name: versions of a group are views of one object. */
function objectKey(planner: Planner, entry: PlanEntry): string | undefined {
  const { ref, document } = entry;
  if (!ref || document.name === undefined) return undefined;
  const group = ref.apiVersion.includes('/') ? ref.apiVersion.split('/')[0] : '';
  // A kind that the server does not know yet gets the namespace that it would land in, if it has namespaces.
  const isKnown = planner.details.has(entry);
  const namespace = ref.namespace ?? (isKnown ? '' : planner.target.namespace);
  return JSON.stringify([group, ref.kind, namespace, ref.name]);
}
