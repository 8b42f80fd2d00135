import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { choiceTypes, choiceAt } from './choices.ts';

export const rule: Rule = {
  code: 'one-of',
  severity: 'error',
  claims: 'value',
  summary:
    'Of some fields at most one may be set, e.g. one source for a volume, one handler for a probe, and several are.',
  source: inApiServer('core', 'validateVolumeSource'),
  on: { types: choiceTypes },
  check(visit, report) {
    const { choice, set } = choiceAt(visit);
    const [first, second] = set;
    if (choice && first && second)
      report(second.key, `${choice.noun} takes one of ${names(set)}: remove the others`, {
        related: [{ span: first.key.span, message: 'the first one' }],
      });
  },
};

function names(set: readonly { readonly key: { readonly source: string } }[]): string {
  return set.map(({ key }) => key.source).join(', ');
}
