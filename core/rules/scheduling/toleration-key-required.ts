import { get } from '../../yaml/node.ts';
import { isFilled, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'toleration-key-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A toleration has neither a key nor "operator: Exists".',
  source: inApiServer('core', 'ValidateTolerations'),
  on: { types: ['core.v1/Toleration'] },
  check(visit, report) {
    const { node } = visit;
    if (string(get(node, 'operator')) !== 'Exists' && !isFilled(get(node, 'key')))
      report(
        placeOfVisit(visit),
        'a toleration without a key tolerates everything: write "operator: Exists", or name the key',
      );
  },
};
