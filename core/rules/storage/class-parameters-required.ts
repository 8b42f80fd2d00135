import { entries, get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'class-parameters-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A class of volume attributes has no parameters.',
  source: inApiServer('storage', 'ValidateVolumeAttributesClass'),
  since: '1.29',
  on: { kinds: ['storage.k8s.io/VolumeAttributesClass'] },
  check({ ctx }, report) {
    const parameters = get(ctx.root, 'parameters');
    if (isSet(parameters) && entries(parameters).length === 0)
      report(keyOf(ctx.root, 'parameters'), 'the class says nothing: add at least one parameter');
  },
};
