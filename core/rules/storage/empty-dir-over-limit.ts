import { at, get, type Node } from '../../yaml/node.ts';
import { containersOf } from '../containers/podSpec.ts';
import { written } from '../containers/amounts.ts';
import { amount, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';
import { volumesOf } from './podVolumes.ts';

export const rule: Rule = {
  code: 'empty-dir-over-limit',
  severity: 'warning',
  claims: 'advice',
  summary: 'An empty directory may hold more than the ephemeral storage of its pod.',
  source: inKubernetes(
    'pkg/kubelet/eviction/eviction_manager.go',
    'podEphemeralStorageLimitEviction',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const limit = storageLimit(node);
    if (limit === undefined) return;
    for (const { node: volume } of volumesOf(node)) {
      const source = get(volume, 'emptyDir');
      const size = get(source, 'sizeLimit');
      const bytes = amount(size);
      if (
        !size ||
        bytes === undefined ||
        bytes <= limit ||
        string(get(source, 'medium')) === 'Memory'
      )
        continue;
      report(
        size,
        `the pod is evicted before the directory holds ${written(size)}: its containers may use less ephemeral storage together`,
      );
    }
  },
};

/** Of the pod: the limits of its containers together; undefined where none has one. */
function storageLimit(spec: Node): bigint | undefined {
  const limits = containersOf(spec).flatMap(
    (container) => amount(at(container, ['resources', 'limits', 'ephemeral-storage'])) ?? [],
  );
  return limits.length === 0 ? undefined : limits.reduce((sum, each) => sum + each, 0n);
}
