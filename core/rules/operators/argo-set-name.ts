import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { isSet } from '../read.ts';
import { countOfElements, nameOf } from './applicationSets.ts';

export const rule: Rule = {
  code: 'argo-set-name',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'All applications of an ApplicationSet get one name.',
  source: onPage(
    'Argo CD',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/',
  ),
  on: { kinds: ['argoproj.io/ApplicationSet'] },
  check({ ctx: { root } }, report) {
    const spec = get(root, 'spec');
    const name = spec && nameOf(spec);
    if (!spec || !name?.isFixed || isSet(get(spec, 'templatePatch'))) return;
    const count = countOfElements(spec);
    if (count !== undefined && count < 2) return;
    report(
      name.node,
      'each application that the generators make gets this name, and two of one name are refused: put a parameter into it',
      count === undefined ? { severity: 'warning' } : {},
    );
  },
};
