import { get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'scheduling-gates',
  severity: 'error',
  claims: 'value',
  summary: 'A pod that waits for scheduling gates has a node already.',
  source: inApiServer('core', 'ValidatePodCreate'),
  since: '1.26',
  on: { kinds: ['Pod'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || !string(get(spec, 'nodeName')) || !isFilled(get(spec, 'schedulingGates'))) return;
    report(
      keyOf(spec, 'nodeName'),
      '"nodeName" and "schedulingGates" exclude each other: remove one',
    );
  },
};
