import { at, get } from '../../yaml/node.ts';
import { dnsLabel, dnsSubdomain } from '../../formats/names.ts';
import { number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'job-limits',
  severity: 'error',
  claims: 'value',
  summary: 'Names and numbers of indexed Jobs; who manages a Job has a domain.',
  on: { kinds: ['batch/Job'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const manager = get(spec, 'managedBy');
    const text = string(manager);
    if (manager && text && !/^[a-z0-9.-]+\/.+$/.test(text))
      report(manager, `"${text}" has no domain: write e.g. kueue.x-k8s.io/multikueue`);
    if (string(get(spec, 'completionMode')) !== 'Indexed') return;
    const parallel = get(spec, 'parallelism');
    if (parallel && (number(parallel) ?? 0) > 100_000)
      report(parallel, 'an indexed Job runs at most 100000 pods at a time: write less');
    const name = at(ctx.root, ['metadata', 'name']);
    const last = `${string(name) ?? 'a'}-${Math.max((number(get(spec, 'completions')) ?? 1) - 1, 0)}`;
    if (name && dnsLabel.check(last) && !dnsSubdomain.check(string(name) ?? '')) {
      report(
        name,
        `the pods of this Job would be called ${last.length > 60 ? 'NAME-0' : last}, which is no DNS label: use at most 63 characters without dots`,
      );
    }
  },
};
