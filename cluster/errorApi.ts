/** How a call of the cluster modules ends: with a value, or a failure that can be shown as it is. Types only, handed on by api.ts. */
import type { PathSegment } from '../core/model/manifestDocuments.ts';

export type Result<T> = { readonly ok: true; readonly value: T } | Failure;
export interface Failure {
  readonly ok: false;
  readonly error: ClusterError;
}

export type ClusterErrorCode =
  | 'no-kubeconfig'
  | 'kubeconfig-broken'
  | 'context-missing'
  | 'cluster-missing'
  | 'user-missing'
  | 'certificate-file-missing'
  | 'exec-plugin-missing'
  | 'exec-plugin-failed'
  | 'exec-plugin-timeout'
  /** No credentials could be had, and the API server was not asked. */
  | 'login-failed'
  | 'unreachable'
  | 'tls'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'kind-unknown'
  | 'namespace-missing'
  /** The continue token of a paged list is too old: start the list again. */
  | 'list-expired'
  | 'timeout'
  | 'cancelled'
  | 'server-error';

export interface ClusterError {
  readonly code: ClusterErrorCode;
  /** What happened, to what, what to do. Our words around the server's own, free of secrets. */
  readonly message: string;
  /** Kubernetes verb: get, list, create, patch, delete. */
  readonly verb?: string;
  /** Resource as the server names it, e.g. `pods` or `sparkapplications.sparkoperator.k8s.io`. */
  readonly resource?: string;
  readonly namespace?: string;
  /** The verb that a role is missing for, where the server says so. */
  readonly deniedVerb?: string;
  /** Fields that the server refused; empty when it named none. */
  readonly causes: readonly FieldCause[];
  /** HTTP status, when a server answered. */
  readonly status?: number;
  /** With `kind-unknown`: no version of its API group is served, so what brings it is not installed. */
  readonly isGroupAbsent?: true;
  /** Seconds after which the server wants to be asked again, when it says so. */
  readonly retryAfter?: number;
}

/** One refused field of one object. */
export interface FieldCause {
  /** Path in the object, e.g. `['spec', 'containers', 0, 'image']`; empty for the whole object. */
  readonly path: readonly PathSegment[];
  /** As Kubernetes names it: FieldValueInvalid, FieldValueRequired, FieldManagerConflict, UnknownField, … */
  readonly reason: string;
  /** One sentence without a final period. */
  readonly message: string;
}
