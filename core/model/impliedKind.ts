/** Files whose kind is known by their name, as a tool reads them whether they say it or not. */
import type { GroupVersionKind } from '../../shared/gvk.ts';

/** The files that kustomize looks for, in its order. */
export const kustomizationNames: readonly string[] = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

const kustomization: GroupVersionKind = {
  group: 'kustomize.config.k8s.io',
  version: 'v1beta1',
  kind: 'Kustomization',
};

/** What a document of a file of this name is where it does not say so itself. */
export function impliedKind(fileName: string): GroupVersionKind | undefined {
  return kustomizationNames.includes(fileName) ? kustomization : undefined;
}
