import { get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'namespace-unused',
  severity: 'information',
  claims: 'advice',
  summary: 'An object of a kind that belongs to the whole cluster has a namespace.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace',
  ),
  on: { kinds: ['*'] },
  check({ ctx }, report) {
    const metadata = get(ctx.root, 'metadata');
    if (ctx.isNamespaced !== false || !isSet(get(metadata, 'namespace')) || !metadata) return;
    report(
      keyOf(metadata, 'namespace'),
      `${ctx.gvk.kind} belongs to the whole cluster: remove the namespace`,
    );
  },
};
