import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { selectingWorkloads } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'selector-empty',
  severity: 'error',
  claims: 'absence',
  summary: 'The selector of a workload selects nothing in particular.',
  source: inApiServer('apps', 'ValidateReplicaSetSpec'),
  on: { kinds: selectingWorkloads },
  check({ ctx }, report) {
    if (ctx.transformed?.labels) return;
    const spec = get(ctx.root, 'spec');
    const selector = get(spec, 'selector');
    if (!spec || selector?.type !== 'map') return;
    if (isFilled(get(selector, 'matchLabels')) || isFilled(get(selector, 'matchExpressions')))
      return;
    report(
      keyOf(spec, 'selector'),
      'the selector selects nothing in particular: add "matchLabels" with a label of the template',
    );
  },
};
