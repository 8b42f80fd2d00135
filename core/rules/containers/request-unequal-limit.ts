import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { written, isOvercommitted, limitedRequests } from './amounts.ts';

export const rule: Rule = {
  code: 'request-unequal-limit',
  severity: 'error',
  claims: 'value',
  summary: 'The request for a device or for huge pages differs from the limit.',
  source: inApiServer('core', 'validateResourceRequirements'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    for (const { name, value, requested, limit, allowed } of limitedRequests(visit)) {
      if (!isOvercommitted(name) && requested !== allowed)
        report(
          value,
          `request ${written(value)} of ${name} and limit ${written(limit)}: the request must be equal`,
          { related: [{ span: limit.span, message: 'the limit' }] },
        );
    }
  },
};
