/** Objects that are being deleted: the server takes an apply to them, and all of it goes with them. */
import type { ResourceRef } from './api.ts';
import { whatIs } from './applyOutcome.ts';
import { listAt, textAt } from './values.ts';

/** What to tell about an object that is being deleted; undefined for any other. */
export function deletionText(object: unknown, ref: ResourceRef): string | undefined {
  const since = textAt(object, 'metadata', 'deletionTimestamp');
  if (!since) return undefined;
  const finalizers = listAt(object, 'metadata', 'finalizers').map(String);
  const held = finalizers.length ? ` and is held by its finalizers ${finalizers.join(', ')}` : '';
  return `${whatIs({ ref, index: 0 })} has been in deletion since ${since}${held}. What is applied to it goes with it: apply again once it is gone`;
}
