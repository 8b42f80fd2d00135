/** StorageClasses. */
import { entries, get } from '../../yaml/node.ts';
import { checkQualifiedName } from '../../formats/names.ts';
import { manifest } from '../examples.ts';
import { isSet, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const storageClass = (body: string): string => manifest('storage.k8s.io/v1', 'StorageClass', body);

export const provisioner: Rule = {
  code: 'provisioner',
  severity: 'error',
  summary: 'A provisioner is a name with an optional domain before "/".',
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  bad: storageClass('provisioner: a/b/c'),
  good: storageClass('provisioner: example.com/nfs'),
  check({ ctx }, report) {
    const name = get(ctx.root, 'provisioner');
    const text = string(name);
    if (name && text && checkQualifiedName(text.toLowerCase())) {
      report(name, `"${text}" is not the name of a provisioner: write e.g. ebs.csi.aws.com`);
    }
  },
};

const GONE = /^kubernetes\.io\/(glusterfs|rbd|quobyte|storageos|scaleio)$/;

export const oldProvisioner: Rule = {
  code: 'removed-provisioner',
  severity: 'warning',
  summary: 'Provisioners that current Kubernetes no longer has.',
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  bad: storageClass('provisioner: kubernetes.io/glusterfs'),
  good: storageClass('provisioner: nfs.csi.k8s.io'),
  check({ ctx }, report) {
    const name = get(ctx.root, 'provisioner');
    if (name && GONE.test(string(name) ?? ''))
      report(name, `"${string(name)}" is no longer part of Kubernetes: use a CSI driver`);
  },
};

export const localBinding: Rule = {
  code: 'local-class-binding',
  severity: 'warning',
  summary:
    'Volumes that nobody provisions are bound when a pod needs them, or they end up on the wrong node.',
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  bad: storageClass('provisioner: kubernetes.io/no-provisioner\nvolumeBindingMode: Immediate'),
  good: storageClass(
    'provisioner: kubernetes.io/no-provisioner\nvolumeBindingMode: WaitForFirstConsumer',
  ),
  check({ ctx }, report) {
    const mode = get(ctx.root, 'volumeBindingMode');
    if (string(get(ctx.root, 'provisioner')) !== 'kubernetes.io/no-provisioner') return;
    if (mode && string(mode) === 'Immediate')
      report(mode, 'local volumes are bound before the pod has a node: write WaitForFirstConsumer');
  },
};

export const parameters: Rule = {
  code: 'class-parameters',
  severity: 'error',
  summary: 'Parameters of a class: at most 512, none with an empty name.',
  on: { kinds: ['storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttributesClass'] },
  bad: [
    storageClass('provisioner: a.b\nparameters: { "": a }'),
    manifest('storage.k8s.io/v1', 'VolumeAttributesClass', 'driverName: a.b\nparameters: {}'),
  ],
  good: storageClass('provisioner: a.b\nparameters: { type: gp3 }'),
  check({ ctx }, report) {
    const all = entries(get(ctx.root, 'parameters'));
    if (
      ctx.gvk.kind === 'VolumeAttributesClass' &&
      all.length === 0 &&
      isSet(get(ctx.root, 'parameters'))
    ) {
      report(keyOf(ctx.root, 'parameters'), 'the class says nothing: add at least one parameter');
    }
    if (all.length > 512)
      report(keyOf(ctx.root, 'parameters'), `${all.length} parameters: at most 512 are allowed`);
    for (const { key } of all)
      if (key.source === '') report(key, 'a parameter has no name: add one');
  },
};

export const topologyTerms: Rule = {
  code: 'allowed-topologies',
  severity: 'error',
  summary: 'Terms of allowedTopologies differ from each other.',
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  bad: storageClass(
    'provisioner: a.b\nallowedTopologies:\n- matchLabelExpressions: [{ key: zone, values: [a] }]\n- matchLabelExpressions: [{ key: zone, values: [a] }]',
  ),
  good: storageClass(
    'provisioner: a.b\nallowedTopologies:\n- matchLabelExpressions: [{ key: zone, values: [a] }]\n- matchLabelExpressions: [{ key: zone, values: [b] }]',
  ),
  check({ ctx }, report) {
    const seen = new Set<string>();
    for (const term of list(get(ctx.root, 'allowedTopologies'))) {
      const text = list(get(term, 'matchLabelExpressions'))
        .map(
          (item) =>
            `${string(get(item, 'key'))}=${list(get(item, 'values')).map(string).sort().join(',')}`,
        )
        .sort()
        .join(' ');
      if (seen.has(text) && text !== '')
        report(keyOf(term, 'matchLabelExpressions'), 'this term is there twice: remove one');
      seen.add(text);
    }
  },
};
