import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isNotKept, nameGrammar } from './kinds.ts';

export const rule: Rule = {
  code: 'generate-name-format',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'apiServer',
  summary: 'A metadata.generateName cannot begin a name of its kind.',
  source: inApiServer(
    'apimachinery/pkg/api/validation/objectmeta.go',
    'ValidateObjectMetaAccessor',
  ),
  on: { kinds: ['*'] },
  check({ ctx }, report) {
    if (isNotKept(ctx)) return;
    const node = at(ctx.root, ['metadata', 'generateName']);
    const prefix = string(node);
    if (!node || prefix === undefined) return;
    if (nameGrammar(ctx)?.check(prefix.replace(/-$/, 'a')))
      report(node, `"${prefix}" cannot begin a name: write lower-case letters, digits and "-"`);
  },
};
