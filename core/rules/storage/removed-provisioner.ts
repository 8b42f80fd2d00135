import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

const GONE = /^kubernetes\.io\/(glusterfs|rbd|quobyte|storageos|scaleio)$/;

export const rule: Rule = {
  code: 'removed-provisioner',
  severity: 'warning',
  claims: 'advice',
  summary: 'The provisioner is one that current Kubernetes no longer has.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const name = get(ctx.root, 'provisioner');
    if (name && GONE.test(string(name) ?? ''))
      report(name, `"${string(name)}" is no longer part of Kubernetes: use a CSI driver`);
  },
};
