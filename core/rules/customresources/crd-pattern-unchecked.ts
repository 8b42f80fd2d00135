import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { schemaProps, problemOfPattern } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-pattern-unchecked',
  severity: 'information',
  claims: 'advice',
  summary: 'A pattern is too costly to check values against it in the editor.',
  docUrl: 'https://github.com/google/re2/wiki/Syntax',
  on: { types: [schemaProps] },
  check({ node, ctx }, report) {
    const pattern = get(node, 'pattern');
    const problem = pattern && problemOfPattern(pattern, ctx);
    if (problem && !problem.isInvalid)
      report(pattern, `values are not checked against this pattern: ${problem.reason}`);
  },
};
