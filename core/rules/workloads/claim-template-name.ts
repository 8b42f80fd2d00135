import { at } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'claim-template-name',
  severity: 'error',
  claims: 'value',
  summary:
    'Claim templates of a StatefulSet become volumes of its pods: their names are DNS labels.',
  on: { kinds: ['apps/StatefulSet'] },
  check({ ctx }, report) {
    for (const template of list(at(ctx.root, ['spec', 'volumeClaimTemplates']))) {
      const name = at(template, ['metadata', 'name']);
      const problem = formats.get('dns-label')?.check(string(name) ?? '');
      if (name && problem) report(name, problem.message);
    }
  },
};
