import { at } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { checkScalar } from '../../checks/valueFormat.ts';
import { inApiServer } from '../sources.ts';
import { isNotKept, nameGrammar } from './kinds.ts';

export const rule: Rule = {
  code: 'name-format',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'apiServer',
  summary:
    'The name of an object does not have the grammar of its kind: most are lower-case DNS names.',
  source: inApiServer(
    'apimachinery/pkg/api/validation/objectmeta.go',
    'ValidateObjectMetaAccessor',
  ),
  on: { kinds: ['*'] },
  check({ ctx }, report) {
    if (isNotKept(ctx)) return;
    const format = nameGrammar(ctx);
    const name = at(ctx.root, ['metadata', 'name']);
    if (!format || name?.type !== 'scalar' || typeof name.value !== 'string') return;
    checkScalar(format, name, ctx, report);
  },
};
