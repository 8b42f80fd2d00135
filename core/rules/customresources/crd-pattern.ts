import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { SCHEMA } from './crdTypes.ts';

export const rule: Rule = {
  code: 'crd-pattern',
  severity: 'error',
  claims: 'value',
  summary:
    'A pattern is a regular expression of Go (RE2): without look-around and back-references.',
  docUrl: 'https://github.com/google/re2/wiki/Syntax',
  on: { types: [SCHEMA] },
  check({ node, ctx }, report) {
    const pattern = get(node, 'pattern');
    const text = string(pattern);
    if (!pattern || text === undefined || !ctx.patternBudget) return;
    const problem = ctx.schema?.patterns.problemOf(text, ctx.patternBudget);
    if (problem?.isInvalid)
      report(
        pattern,
        `the API server refuses this regular expression: ${problem.reason}; write it as Go reads it, without look-around and back-references`,
      );
    else if (problem)
      report(pattern, `values are not checked against this pattern: ${problem.reason}`, {
        severity: 'information',
      });
  },
};
