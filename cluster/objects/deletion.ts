/** Objects that are being deleted: the server takes an apply to them, and all of it goes with them. */
import type { ResourceRef } from '../api.ts';
import { whatIs } from './whatIs.ts';
import { listAt, numberAt, objectAt, textAt } from '../values.ts';

/**
 * What to tell about an object that is being deleted; undefined for any other. `after` is how an apply leaves it, where that
 * is known.
 */
export function deletionText(
  object: unknown,
  ref: ResourceRef,
  after?: unknown,
): string | undefined {
  const since = textAt(object, 'metadata', 'deletionTimestamp');
  if (!since) return undefined;
  const finalizers = listAt(object, 'metadata', 'finalizers').map(String);
  const what = `${whatIs({ ref, index: 0 })} has been in deletion since ${since}`;
  const list = finalizers.join(', ');
  if (finalizers.length && isGone(after))
    return `${what}. The manifest has its finalizers no more (${list}): applied, it takes the last of them away, and the object is gone. Apply again after that to make it anew`;
  const held = finalizers.length ? ` and is held by its finalizers ${list}` : '';
  return `${what}${held}. What is applied to it goes with it: apply again once it is gone`;
}

/** An answer to a write that was the object's last: with the last finalizer of an object in deletion the object goes. */
export function isGone(object: unknown): boolean {
  const metadata = objectAt(object, 'metadata');
  const isHeld = [
    listAt(metadata, 'finalizers'),
    textAt(object, 'kind') === 'Namespace' ? listAt(object, 'spec', 'finalizers') : [],
  ].some(({ length }) => length > 0);
  // A Pod that is being ended stays until its node has ended it.
  const time = numberAt(metadata, 'deletionGracePeriodSeconds') ?? 0;
  return textAt(metadata, 'deletionTimestamp') !== undefined && !isHeld && time === 0;
}
