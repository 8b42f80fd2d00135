/** Files that lie among manifests and look like them, but are read by a tool and sent to no cluster. */
import { parseApiVersion } from '../../shared/gvk.ts';
import type { ManifestDocument } from '../../core/model/manifestDocuments.ts';

/** Whose file a document is, and what to do with it, as a sentence without a final period; undefined for an object. */
export function inputOfTool({ apiVersion, kind }: ManifestDocument): string | undefined {
  if (parseApiVersion(apiVersion ?? '')?.group !== 'kustomize.config.k8s.io') return undefined;
  return `${kind ?? 'This'} is an input of kustomize, no object of a cluster: it is left out. Apply what "kubectl kustomize" makes of its folder`;
}
