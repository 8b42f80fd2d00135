import { at, get } from '../../yaml/node.ts';
import { number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { dnsLabel, dnsSubdomain } from '../../formats/names.ts';
import { inApiServer } from '../sources.ts';
import { isIndexed } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'indexed-pod-name',
  severity: 'error',
  claims: 'value',
  supersedes: ['host-name'],
  summary: 'The name of an indexed Job cannot become the names of its pods.',
  source: inApiServer('batch', 'ValidateJob'),
  on: { kinds: ['batch/Job'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!isIndexed(spec)) return;
    const name = at(ctx.root, ['metadata', 'name']);
    const last = `${string(name) ?? 'a'}-${Math.max((number(get(spec, 'completions')) ?? 1) - 1, 0)}`;
    if (name && dnsLabel.check(last) && !dnsSubdomain.check(string(name) ?? ''))
      report(
        name,
        `the pods of this Job would be called ${last.length > 60 ? 'NAME-0' : last}, which is no DNS label: use at most 63 characters without dots`,
      );
  },
};
