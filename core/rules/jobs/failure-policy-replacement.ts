import { get } from '../../yaml/node.ts';
import { isSet, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'failure-policy-replacement',
  severity: 'error',
  claims: 'value',
  summary: 'A Job has a pod failure policy and replaces pods before they have failed.',
  source: inApiServer('batch', 'validatePodReplacementPolicy'),
  since: '1.28',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    const replacement = get(node, 'podReplacementPolicy');
    if (!isSet(get(node, 'podFailurePolicy')) || !replacement) return;
    if (string(replacement) === 'TerminatingOrFailed')
      report(
        replacement,
        'with a pod failure policy only "podReplacementPolicy: Failed" is possible',
      );
  },
};
