/** What can be done to objects of a cluster beside an apply, for `ClusterSession.actions`. Types only. */
import type { Result } from './errorApi.ts';
import type { ResourceRef } from './resourceRef.ts';

/** What can be done to an object; `ResourceSummary.actions` says which of them make sense for it, beside `delete`. */
export type ActionId =
  | 'scale'
  | 'restart'
  | 'rollBack'
  | 'suspend'
  | 'resume'
  | 'runNow'
  | 'cordon'
  | 'uncordon'
  | 'drain'
  | 'expand'
  | 'delete';

export interface ActionTarget {
  readonly ref: ResourceRef;
  /** Only the object that has this uid is meant. */
  readonly uid?: string;
}

export interface ActionInput {
  /** For `scale`. */
  readonly replicas?: number;
  /** For `rollBack`. */
  readonly revision?: number;
  /** For `expand`: a quantity. */
  readonly size?: string;
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

/** What a workload was like once, as its controller keeps it. */
export interface Revision {
  readonly number: number;
  readonly isInUse: boolean;
  readonly images: readonly string[];
  /** ISO time. */
  readonly createdAt?: string;
  /** What who made it wrote down as the reason. */
  readonly cause?: string;
  /** Its pod template now, and as it was. Written when read. */
  readonly texts: { readonly before: string; readonly after: string };
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** How far it is, where it takes long. */
  readonly tell?: ((message: string) => void) | undefined;
}

/** What changes objects one by one. Nothing is changed by a plan, and `run` takes only plans of the same session. */
export interface Actions {
  /** How many replicas an object wants. */
  replicasOf(target: ActionTarget, signal?: AbortSignal): Promise<Result<number>>;
  /** The revisions of a workload, the newest first. */
  revisionsOf(target: ActionTarget, signal?: AbortSignal): Promise<Result<readonly Revision[]>>;
  /** The size that a claim asks for. */
  sizeOf(target: ActionTarget, signal?: AbortSignal): Promise<Result<string>>;
  plan(id: ActionId, target: ActionTarget, input?: ActionInput): Promise<Result<ActionPlan>>;
  /** What is to be told of it, where there is something. */
  run(plan: ActionPlan, options?: RunOptions): Promise<Result<string | undefined>>;
}

/** What a right is needed for: an action, a change as YAML, a program in a container, a port of a pod. */
export type RightId = ActionId | 'edit' | 'enter' | 'forward';

/** What the user may do, as the API server says; an answer counts for a minute. */
export interface Rights {
  /** Why the user may not do it to an object; undefined where he may, or where it is not known. */
  refusal(right: RightId, ref: ResourceRef, signal?: AbortSignal): Promise<string | undefined>;
}
