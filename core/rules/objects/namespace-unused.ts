import { get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'namespace-unused',
  severity: 'information',
  claims: 'advice',
  summary: 'Kinds that belong to the whole cluster have no namespace.',
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
