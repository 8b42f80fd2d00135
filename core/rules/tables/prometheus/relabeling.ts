/** Relabelings of monitors: what the operator refuses, so that nothing of the object is scraped. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  both,
  either,
  empty,
  filled,
  isNoRe2,
  noneOf,
  oneOf,
  set,
  textOf,
  unset,
  type Test,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const source = onPage(
  'Prometheus operator',
  'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RelabelConfig',
);

/** However it is written. */
function isAction(...actions: readonly string[]): Test {
  return (found) => actions.includes(textOf(found)?.toLowerCase() ?? '');
}

const onlyCopies = isAction('lowercase', 'uppercase', 'keepequal', 'dropequal');
const ofNames = isAction('labeldrop', 'labelkeep');

export const relabelings: readonly Rule[] = factsOf(
  { on: { types: ['prometheus-operator/RelabelConfig'] }, by: 'operator', source },
  [
    {
      code: 'prometheus-relabel-regex',
      when: { regex: isNoRe2 },
      says: 'Prometheus cannot read this expression: RE2 looks neither ahead nor behind, and its brackets close',
    },
    {
      code: 'prometheus-relabel-modulus',
      when: { action: isAction('hashmod'), modulus: either(unset, oneOf(0)) },
      says: '"hashmod" needs "modulus", the number of parts: set it',
    },
    {
      code: 'prometheus-relabel-target',
      when: {
        action: either(
          unset,
          isAction('replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal'),
        ),
        targetLabel: empty,
      },
      says: 'this action ("replace" where none is set) needs "targetLabel": name the label, or another action',
    },
    {
      code: 'prometheus-relabel-replacement',
      when: { replacement: both(set, noneOf('$1')), action: onlyCopies },
      says: 'this action takes no "replacement": remove it',
    },
    {
      code: 'prometheus-relabel-sources',
      when: { sourceLabels: filled, action: ofNames },
      says: 'this action looks at names of labels by "regex" alone: remove "sourceLabels"',
    },
    {
      code: 'prometheus-relabel-target-unused',
      when: { targetLabel: filled, action: ofNames },
      says: 'this action looks at names of labels by "regex" alone: remove "targetLabel"',
    },
  ],
);
