import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'affinity-label-keys',
  severity: 'error',
  claims: 'absence',
  summary: 'Label keys that refine a label selector stand without one.',
  source: inApiServer('core', 'ValidateMatchLabelKeysAndMismatchLabelKeys'),
  since: '1.29',
  on: { types: ['core.v1/PodAffinityTerm'] },
  check({ node }, report) {
    if (isSet(get(node, 'labelSelector'))) return;
    for (const key of ['matchLabelKeys', 'mismatchLabelKeys']) {
      if (isFilled(get(node, key)))
        report(keyOf(node, key), `"${key}" needs a labelSelector: add it`);
    }
  },
};
