import { backendOf } from '../../storage/backends.ts';
import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'class-binding-zone',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Volumes that belong to one zone are made before it is known in which zone their pod runs.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const provisioner = get(ctx.root, 'provisioner');
    const backend = backendOf(string(provisioner) ?? '');
    const mode = get(ctx.root, 'volumeBindingMode');
    // With topologies somebody has thought of the zones.
    if (!provisioner || !backend?.isZonal || list(get(ctx.root, 'allowedTopologies')).length > 0)
      return;
    if (mode && string(mode) !== 'Immediate') return;
    const message = `volumes of ${backend.title} are in one zone, which is chosen before the pod has a node: write volumeBindingMode: WaitForFirstConsumer`;
    if (!mode) {
      report(provisioner, message, { severity: 'information' });
      return;
    }
    const fix = {
      title: 'Replace with WaitForFirstConsumer',
      edits: [[mode.span, 'WaitForFirstConsumer']],
    } as const;
    report(mode, message, { fix });
  },
};
