import { at, get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { WORKLOADS } from './percentages.ts';

export const rule: Rule = {
  code: 'restart-policy',
  severity: 'error',
  claims: 'value',
  summary:
    'Pods of a Deployment and the like always restart; pods of a Job restart OnFailure or Never.',
  on: { kinds: [...WORKLOADS, 'batch/Job', 'batch/CronJob'] },
  check({ ctx }, report) {
    const isCron = ctx.gvk.kind === 'CronJob';
    const path = isCron ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
    const template = at(ctx.root, path);
    const spec = get(template, 'spec');
    if (!template || spec?.type !== 'map') return;
    const written = get(spec, 'restartPolicy');
    const policy = isFilled(written) ? written : undefined;
    const text = string(policy);
    if (ctx.gvk.group === 'batch') {
      if (!isSet(policy))
        report(
          keyOf(template, 'spec'),
          'pods of a Job need a restart policy: add "restartPolicy: Never" or "OnFailure"',
        );
      else if (text === 'Always')
        report(policy, '"Always" is not for Jobs: write Never or OnFailure');
    } else if (policy && (text === 'Never' || text === 'OnFailure')) {
      report(
        policy,
        `pods of a ${ctx.gvk.kind} always restart: write Always or remove it, or use a Job`,
      );
    }
  },
};
