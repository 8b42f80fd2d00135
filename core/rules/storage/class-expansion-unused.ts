import { entry, get } from '../../yaml/node.ts';
import { boolean, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'class-expansion-unused',
  severity: 'information',
  claims: 'advice',
  summary: 'A class without provisioner allows its claims to grow, and nobody makes them grow.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  ),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    if (string(get(ctx.root, 'provisioner')) !== 'kubernetes.io/no-provisioner') return;
    const expansion = entry(ctx.root, 'allowVolumeExpansion');
    if (expansion && boolean(expansion.value) === true)
      report(
        expansion.key,
        'without a provisioner nobody makes a volume larger, whatever this says: remove it',
      );
  },
};
