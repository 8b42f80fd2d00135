import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { NANO } from '../../formats/quantity.ts';
import { inApiServer } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

export const rule: Rule = {
  code: 'resource-fraction',
  severity: 'error',
  claims: 'value',
  summary: 'A fraction of a device is asked for, which comes in whole pieces.',
  source: inApiServer('core', 'ValidateResourceQuantityValue'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const found = amount(value);
      if (key.source.includes('/') && found !== undefined && found > 0n && found % NANO !== 0n)
        report(
          value,
          `${key.source} comes in whole pieces, not "${written(value)}": write a whole number`,
        );
    }
  },
};
