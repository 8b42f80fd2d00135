/** Where the type of a value is defined. Asked once for each definition, so that nobody else reads names of bundles. */
export interface Provenance {
  /** The definition as references name it: `BUNDLE#/Name`. */
  readonly definition: string;
  /** By which rules find values: `core.v1/Container` for a type of Kubernetes, `BUNDLE/Name` for others. */
  readonly type: string;
  /** Kubernetes itself defines the type, whatever the kind that holds the value. */
  readonly isKubernetes: boolean;
}

export function provenanceOf(definition: string): Provenance {
  const type = definition
    .replace(/^io\.k8s\.(api|apimachinery\.pkg\.apis)\./, '')
    .replace('#/', '/');
  return { definition, type, isKubernetes: isKubernetesBundle(definition) };
}

/** Whether a bundle of schemas holds the types of Kubernetes itself. */
export function isKubernetesBundle(name: string): boolean {
  return name.startsWith('io.k8s.');
}
