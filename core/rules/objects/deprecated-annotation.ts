import { at, entries, type Node } from '../../yaml/node.ts';
import { has } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

/** What takes the place of an annotation; undefined where the object has it as it should. */
type Successor = (root: Node) => string | undefined;

const classField: Successor = () => 'the field storageClassName';

/** By kind and annotation. */
const deprecated: ReadonlyMap<string, Successor> = new Map([
  ['PersistentVolume volume.beta.kubernetes.io/storage-class', classField],
  ['PersistentVolume volume.beta.kubernetes.io/mount-options', () => 'the field mountOptions'],
  ['PersistentVolumeClaim volume.beta.kubernetes.io/storage-class', classField],
  [
    'Service service.kubernetes.io/topology-aware-hints',
    () => 'the annotation service.kubernetes.io/topology-mode',
  ],
  [
    'ServiceAccount kubernetes.io/enforce-mountable-secrets',
    () => 'namespaces of their own for what must not be read',
  ],
  [
    'Ingress kubernetes.io/ingress.class',
    (root: Node) =>
      has(at(root, ['spec']), 'ingressClassName') ? undefined : 'the field ingressClassName',
  ],
]);

export const rule: Rule = {
  code: 'deprecated-annotation',
  severity: 'warning',
  claims: 'advice',
  summary: 'An annotation is deprecated, as a field or another annotation has taken its place.',
  source: inKubernetes('pkg/api/persistentvolume/util.go', 'GetWarningsForPersistentVolume'),
  on: {
    kinds: [
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Service',
      'ServiceAccount',
      'networking.k8s.io/Ingress',
    ],
  },
  check({ ctx: { root, gvk } }, report) {
    for (const { key } of entries(at(root, ['metadata', 'annotations']))) {
      const successor = deprecated.get(`${gvk.kind} ${key.source}`)?.(root);
      if (successor !== undefined)
        report(key, `the annotation ${key.source} is deprecated: use ${successor}`);
    }
  },
};
