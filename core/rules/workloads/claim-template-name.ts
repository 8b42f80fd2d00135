import { at } from '../../yaml/node.ts';
import { has, isFilled, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { formats } from '../../formats/index.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'claim-template-name',
  severity: 'error',
  claims: 'value',
  summary: 'A claim template has no name, or one that cannot become that of a volume.',
  source: inApiServer('apps', 'validateVolumeClaimTemplates'),
  on: { kinds: ['apps/StatefulSet'] },
  check({ ctx }, report) {
    for (const template of list(at(ctx.root, ['spec', 'volumeClaimTemplates']))) {
      const name = at(template, ['metadata', 'name']);
      const problem = formats.get('dns-label')?.check(string(name) ?? '');
      if (name && problem) report(name, problem.message);
      else if (has(template, 'metadata') && !isFilled(name))
        report(
          keyOf(template, 'metadata'),
          'the template has no name: add "name", which volumeMounts refer to',
        );
    }
  },
};
