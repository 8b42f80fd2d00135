import { at } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'volume-size',
  severity: 'error',
  claims: 'value',
  summary: 'The size of a claim or a volume is not above zero.',
  source: inApiServer('core', 'ValidatePositiveQuantityValue'),
  on: { types: ['core.v1/PersistentVolumeClaimSpec', 'core.v1/PersistentVolumeSpec'] },
  check({ node, type }, report) {
    const isClaim = type === 'core.v1/PersistentVolumeClaimSpec';
    const size = at(node, isClaim ? ['resources', 'requests', 'storage'] : ['capacity', 'storage']);
    const found = amount(size);
    if (size && found !== undefined && found <= 0n)
      report(size, 'the size must be above 0: write e.g. 10Gi');
  },
};
