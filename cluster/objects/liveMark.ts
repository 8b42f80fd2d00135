/** Marks by which a live object tells whether it has been applied to, and by whom. */
import { FIELD_MANAGER } from './fieldManager.ts';
import { listAt, textAt } from '../values.ts';

/** What tells one state of a live object from another, and our applies to it from those of others. */
export interface LiveMark {
  readonly resourceVersion: string;
  /** Our entry in its managedFields, with the time of our last apply that changed something; empty when there is none. */
  readonly ours: string;
  /** The entries of all others, but for what is written to the status. */
  readonly others: string;
}

export function markOf(object: unknown): LiveMark {
  const entries = listAt(object, 'metadata', 'managedFields').filter(
    (item) => !textAt(item, 'subresource'),
  );
  // By apply, or by create for users who may not patch.
  const isOurs = (item: unknown) => textAt(item, 'manager') === FIELD_MANAGER;
  const ours = entries.filter(isOurs);
  return {
    resourceVersion: textAt(object, 'metadata', 'resourceVersion') ?? '',
    ours: ours.length ? JSON.stringify(ours) : '',
    others: JSON.stringify(entries.filter((item) => !isOurs(item))),
  };
}

/** Made by our apply, to judge by the times: a connection that broke once may have had it sent twice. */
export function isOurOwn(object: unknown): boolean {
  const created = Date.parse(textAt(object, 'metadata', 'creationTimestamp') ?? '');
  return listAt(object, 'metadata', 'managedFields').some(
    (item) =>
      textAt(item, 'manager') === FIELD_MANAGER &&
      Math.abs(Date.parse(textAt(item, 'time') ?? '') - created) <= 1000,
  );
}
