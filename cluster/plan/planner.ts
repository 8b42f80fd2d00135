/** What the steps of a plan share: where they ask, and what they know beside what the user sees. */
import type { PlanEntry, PlanTarget } from '../api.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import type { LiveMark } from '../objects/liveMark.ts';
import type { LeftPlan } from './planLeft.ts';
import type { ResourceContext } from '../requests/resources.ts';
import type { JsonObject } from '../values.ts';

/** What `apply` needs to know beside the entry, kept out of it because it holds a Secret's values. */
export interface PlannedDetails {
  readonly resource: ApiResource;
  /** The document, parsed. */
  readonly object: unknown;
  /** `comparable` form of the live object; absent when there was none. */
  readonly live?: JsonObject;
  /** How the live object was marked, to tell later whether it has been applied to. */
  readonly mark?: LiveMark;
  /** Of the live object. */
  readonly uid?: string;
  /** What an earlier apply left. */
  left?: LeftPlan;
  /** The user may not patch: sent as a new object. */
  byCreate?: boolean;
  /** Sent without what binds it to an object that is gone. */
  readonly unbound?: boolean;
}

export interface Guess {
  /** The last object that was asked about is new. */
  isNew: boolean;
  /** A dry run got no answer twice. */
  isSilent: boolean;
}

export interface Planner extends ResourceContext {
  readonly target: PlanTarget;
  readonly details: WeakMap<PlanEntry, PlannedDetails>;
  /** Within one plan: what the answers so far let expect. */
  readonly guess?: Guess;
}
