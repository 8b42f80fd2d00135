import { at } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'revisions-negative',
  severity: 'warning',
  claims: 'advice',
  summary: 'A StatefulSet keeps all revisions, as their number is below zero.',
  source: inKubernetes('pkg/registry/apps/statefulset/strategy.go', 'WarningsOnCreate'),
  on: { kinds: ['apps/StatefulSet'] },
  check({ ctx }, report) {
    const limit = at(ctx.root, ['spec', 'revisionHistoryLimit']);
    if (limit && (number(limit) ?? 0) < 0)
      report(limit, 'a number below zero keeps all revisions for ever: write how many to keep');
  },
};
