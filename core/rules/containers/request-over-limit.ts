import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { written, isOvercommitted, limitedRequests } from './amounts.ts';

export const rule: Rule = {
  code: 'request-over-limit',
  severity: 'error',
  claims: 'value',
  isOfWhatIsSet: true,
  summary: 'A container asks for more than its limit.',
  source: inApiServer('core', 'validateResourceRequirements'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    for (const { name, value, requested, limit, allowed } of limitedRequests(visit)) {
      if (isOvercommitted(name) && requested > allowed)
        report(
          value,
          `request ${written(value)} of ${name} and limit ${written(limit)}: the request must not be more`,
          { related: [{ span: limit.span, message: 'the limit' }] },
        );
    }
  },
};
