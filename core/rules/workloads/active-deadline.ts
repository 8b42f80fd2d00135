import { at, get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { podWorkloads } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'active-deadline',
  severity: 'error',
  claims: 'value',
  summary: 'Pods that always run have a deadline.',
  source: inApiServer('core', 'ValidateReplicationControllerSpec'),
  on: { kinds: podWorkloads },
  check({ ctx }, report) {
    const spec = at(ctx.root, ['spec', 'template', 'spec']);
    if (spec && isSet(get(spec, 'activeDeadlineSeconds'))) {
      report(
        keyOf(spec, 'activeDeadlineSeconds'),
        `pods of a ${ctx.gvk.kind} have no deadline: remove it, or use a Job`,
      );
    }
  },
};
