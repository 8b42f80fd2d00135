import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'local-class-binding',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Volumes that nobody provisions are bound when a pod needs them, or they end up on the wrong node.',
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const mode = get(ctx.root, 'volumeBindingMode');
    if (string(get(ctx.root, 'provisioner')) !== 'kubernetes.io/no-provisioner') return;
    if (mode && string(mode) === 'Immediate')
      report(mode, 'local volumes are bound before the pod has a node: write WaitForFirstConsumer');
  },
};
