// What an apply begins with: the documents, the cluster side and which contexts want to be named before
// they are changed, or are never changed.
import type { ClusterService, ClusterSession } from '../api.ts';
import type { SourceDocument } from './applyUi.ts';

export interface ApplyInput {
  readonly service: ClusterService;
  /** Where to, if that is not the context in use: what is applied came from there. */
  readonly session?: ClusterSession;
  readonly sources: readonly SourceDocument[];
  readonly isProtected: (contextName: string) => boolean;
  readonly isReadOnly: (contextName: string) => boolean;
}
