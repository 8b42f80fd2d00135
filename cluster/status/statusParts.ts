import type { ResourceSummary } from '../api.ts';

/** What a kind's own status says of a resource; the rest is the same for all kinds. */
export type StatusParts = Omit<
  ResourceSummary,
  'ref' | 'uid' | 'createdAt' | 'terminating' | 'actions'
>;
