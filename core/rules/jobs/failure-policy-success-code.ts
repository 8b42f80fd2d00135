import { get } from '../../yaml/node.ts';
import { list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { exitCodeRules } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'failure-policy-success-code',
  severity: 'error',
  claims: 'value',
  summary: 'A pod failure policy lists the exit code of success as a failure.',
  source: inApiServer('batch', 'validatePodFailurePolicyRuleOnExitCodes'),
  since: '1.25',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    for (const { codes } of exitCodeRules(node)) {
      if (string(get(codes, 'operator')) !== 'In') continue;
      for (const item of list(get(codes, 'values'))) {
        if (number(item) === 0) report(item, 'exit code 0 is success: remove it, or use NotIn');
      }
    }
  },
};
