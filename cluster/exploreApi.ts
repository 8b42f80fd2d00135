/** What is told of a cluster beside its objects, for `Exploring` of api.ts. Types only. */
import type { ExplorerFacts } from '../shared/kindFacts.ts';

export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** It is none of Kubernetes' own. */
  readonly isCustom: boolean;
}

export interface SecretKey {
  readonly name: string;
  /** Of the value, decoded. */
  readonly bytes: number;
}

export interface HelmRelease {
  readonly name: string;
  readonly namespace: string;
  /** Absent where the release cannot be read. */
  readonly chart?: { readonly name: string; readonly version: string };
  /** What Helm keeps of it; absent where labels of workloads alone tell of the release. */
  readonly kept?: KeptRelease;
}

export interface KeptRelease {
  /** The Secret that holds it. */
  readonly secret: string;
  readonly revision: number;
  /** As Helm names it: `deployed`, `failed`, `pending-upgrade`. */
  readonly status: string;
}

export interface ApiServerState {
  /** As the server says it: `v1.36.0`. */
  readonly version?: string;
  /** Until the answer to the smallest request was there, in milliseconds. */
  readonly latencyMs: number;
  readonly ready: readonly HealthCheck[];
  readonly live: readonly HealthCheck[];
}

export interface HealthCheck {
  readonly name: string;
  readonly isOk: boolean;
}

export const componentNames = [
  'etcd',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
] as const;
export type ComponentName = (typeof componentNames)[number];

export interface ComponentState {
  /** The instance that works for all; how long it has been silent, by its clock and ours. */
  readonly leader?: { readonly holder: string; readonly silentSeconds?: number };
}

export interface NodeState {
  readonly roles: readonly string[];
  readonly kubelet?: string;
  readonly runtime?: string;
  readonly conditions: readonly { readonly type: string; readonly status: string }[];
  /** As kubectl writes them: `key=value:NoSchedule`. */
  readonly taints: readonly string[];
  /** Of what pods may ask for, by resource. */
  readonly resources: readonly NodeResource[];
}

export interface NodeResource {
  readonly name: string;
  /** What pods may ask for, as Kubernetes writes it. */
  readonly allocatable: string;
  /** What the pods of the node ask for together, in percent of it; absent where they may not be read. */
  readonly requestedPercent?: number;
  /** What is used of it, in percent; absent where nobody measures it. */
  readonly usedPercent?: number;
}

/** For a picture of what hangs together. */
export interface ManifestsAround {
  /** Each as JSON, without what the cluster fills in. No Secret is among them. */
  readonly manifests: readonly string[];
  /** Kinds of which all objects are among them. */
  readonly whole: readonly { readonly group: string; readonly kind: string }[];
}

/** A folder of the explorer: the objects of one kind. */
export interface FolderKind extends ExplorerFacts {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** What tells it from another folder of this title. */
  readonly note?: string;
  /** Only objects with these labels. */
  readonly labelSelector?: string;
  /** Its columns are those that the server prints, as nothing else is known of it. */
  readonly isPrinted?: boolean;
}

/** Something that is told of an object beside its state. */
export interface Column {
  readonly title: string;
  readonly value: string;
}
