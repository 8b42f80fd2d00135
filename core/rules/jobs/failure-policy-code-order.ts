import { get } from '../../yaml/node.ts';
import { list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { exitCodeRules } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'failure-policy-code-order',
  severity: 'error',
  claims: 'value',
  summary: 'Exit codes of a pod failure policy are out of order or repeated.',
  source: inApiServer('batch', 'validatePodFailurePolicyRuleOnExitCodes'),
  since: '1.25',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    for (const { codes } of exitCodeRules(node)) {
      let last = -Infinity;
      for (const item of list(get(codes, 'values'))) {
        const code = number(item);
        if (code === undefined) continue;
        const isSuccess = code === 0 && string(get(codes, 'operator')) === 'In';
        if (code <= last && !isSuccess)
          report(item, `${code} comes after ${last}: list exit codes once and in ascending order`);
        last = code;
      }
    }
  },
};
