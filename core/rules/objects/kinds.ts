/** What kind of object it is, and what that says of its metadata. */
import type { Format } from '../../formats/format.ts';
import { formats } from '../../formats/index.ts';
import type { WalkContext } from '../../walk/visit.ts';

/** Kinds that are questions to the server: their metadata is not looked at. */
export function isNotKept({ gvk }: WalkContext): boolean {
  return /Review$|^(Binding|Eviction|TokenRequest|List)$/.test(gvk.kind);
}

/** The grammar of names of this kind: of most the one that all DNS names have. */
export function nameGrammar({ gvk, names }: WalkContext): Format | undefined {
  const isBundle = gvk.kind === 'ClusterTrustBundle' && gvk.group === 'certificates.k8s.io';
  // A kind without a schema here: what is known of others is said beside their schemas.
  return formats.get(names?.format ?? (isBundle ? 'path-segment-name' : 'dns-subdomain'));
}

/** Finalizers of Kubernetes itself, which have no domain. */
export function isStandardFinalizer(name: string): boolean {
  return /^(?:kubernetes|orphan|foregroundDeletion)$/.test(name);
}
