import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';

const GONE = /^kubernetes\.io\/(glusterfs|rbd|quobyte|storageos|scaleio)$/;

export const rule: Rule = {
  code: 'removed-provisioner',
  severity: 'warning',
  claims: 'advice',
  summary: 'Provisioners that current Kubernetes no longer has.',
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const name = get(ctx.root, 'provisioner');
    if (name && GONE.test(string(name) ?? ''))
      report(name, `"${string(name)}" is no longer part of Kubernetes: use a CSI driver`);
  },
};
