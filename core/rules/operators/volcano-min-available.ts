import { at, get } from '../../yaml/node.ts';
import { list, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'volcano-min-available',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'A job of Volcano waits for more pods than its tasks have.',
  source: onPage(
    'the webhook of Volcano',
    'https://github.com/volcano-sh/volcano/blob/master/pkg/webhooks/admission/jobs/validate/admit_job.go',
  ),
  on: { kinds: ['batch.volcano.sh/Job'] },
  check({ node }, report) {
    const least = at(node, ['spec', 'minAvailable']);
    const wanted = number(least);
    const tasks = list(at(node, ['spec', 'tasks']));
    const counts = tasks.map((task) => number(get(task, 'replicas')));
    if (!least || wanted === undefined || counts.length === 0) return;
    let pods = 0;
    for (const count of counts) {
      if (count === undefined) return;
      pods += count;
    }
    if (wanted <= pods) return;
    report(least, `the tasks have ${pods} replicas in all: write no more than that, or raise them`);
  },
};
