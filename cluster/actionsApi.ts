/** What can be done to objects of a cluster beside an apply, for `ClusterSession.actions`. Types only. */
import type { Result } from './errorApi.ts';
import type { ResourceRef } from './resourceRef.ts';

/** What can be done to an object; `ResourceSummary.actions` says which of them make sense for it, beside `delete`. */
export type ActionId =
  'scale' | 'restart' | 'suspend' | 'resume' | 'runNow' | 'cordon' | 'uncordon' | 'delete';

export interface ActionTarget {
  readonly ref: ResourceRef;
  /** Only the object that has this uid is meant. */
  readonly uid?: string;
}

export interface ActionInput {
  /** For `scale`. */
  readonly replicas?: number;
  readonly signal?: AbortSignal;
}

/** What an action would do, as the API server took it in a dry run. */
export interface ActionPlan {
  readonly ref: ResourceRef;
  /** What changes, a field each: `spec.replicas: 2 → 5`; or what is made, or what goes. */
  readonly lines: readonly string[];
  /** What is to be thought of before. */
  readonly warnings: readonly string[];
}

/** What changes objects one by one. Nothing is changed by a plan, and `run` takes only plans of the same session. */
export interface Actions {
  /** How many replicas an object wants. */
  replicasOf(target: ActionTarget, signal?: AbortSignal): Promise<Result<number>>;
  plan(id: ActionId, target: ActionTarget, input?: ActionInput): Promise<Result<ActionPlan>>;
  /** What is to be told of it, where there is something. */
  run(plan: ActionPlan, signal?: AbortSignal): Promise<Result<string | undefined>>;
}
