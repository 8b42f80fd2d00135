/** How messages name an object of a plan. */
import type { PlanEntry } from '../api.ts';

/** `ConfigMap web in namespace default`. */
export function whatIs({ ref, index }: Pick<PlanEntry, 'ref' | 'index'>): string {
  if (!ref) return `document ${index + 1}`;
  return `${ref.kind} ${ref.name}${ref.namespace ? ` in namespace ${ref.namespace}` : ''}`;
}
