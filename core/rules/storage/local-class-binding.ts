import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'local-class-binding',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Volumes that nobody provisions are bound before a pod needs them, perhaps on the wrong node.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#local',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const mode = get(ctx.root, 'volumeBindingMode');
    if (string(get(ctx.root, 'provisioner')) !== 'kubernetes.io/no-provisioner') return;
    if (mode && string(mode) === 'Immediate')
      report(mode, 'local volumes are bound before the pod has a node: write WaitForFirstConsumer');
  },
};
