import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { schemaProps, problemOfPattern } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-pattern',
  severity: 'error',
  claims: 'value',
  summary:
    'A pattern is not a regular expression as Go reads it (RE2): it has no look-around and no back-references.',
  source: inApiServer('apiextensions', 'ValidateCustomResourceDefinitionOpenAPISchema'),
  docUrl: 'https://github.com/google/re2/wiki/Syntax',
  on: { types: [schemaProps] },
  check({ node, ctx }, report) {
    const pattern = get(node, 'pattern');
    const problem = pattern && problemOfPattern(pattern, ctx);
    if (pattern && problem?.isInvalid)
      report(
        pattern,
        `the API server refuses this regular expression: ${problem.reason}; write it as Go reads it, without look-around and back-references`,
      );
  },
};
