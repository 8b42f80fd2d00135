import { placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { choiceTypes, choiceAt } from './choices.ts';

export const rule: Rule = {
  code: 'one-of-required',
  severity: 'error',
  claims: 'absence',
  summary: 'Of some fields one must be set, e.g. a handler of a probe, and none is.',
  source: inApiServer('core', 'validateHandler'),
  on: { types: choiceTypes },
  check(visit, report) {
    const { choice, set } = choiceAt(visit);
    if (choice?.least === 'one' && set.length === 0)
      report(placeOfVisit(visit), `${choice.noun} needs ${listed(choice.keys)}: add it`);
  },
};

function listed(keys: readonly string[]): string {
  if (keys.length <= 6) return `one of ${keys.join(', ')}`;
  return `a source such as ${['csi', 'nfs', 'hostPath', 'local'].filter((key) => keys.includes(key)).join(', ')}`;
}
