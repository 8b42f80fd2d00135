import { entries, get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { NANO } from '../../formats/quantity.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'quota-fraction',
  severity: 'error',
  claims: 'value',
  summary: 'A quota allows a fraction of what is counted.',
  source: inApiServer('core', 'ValidateResourceQuantityValue'),
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  check({ node }, report) {
    for (const { key, value } of entries(get(node, 'hard'))) {
      const found = amount(value);
      if (found !== undefined && found >= 0n && counted.test(key.source) && found % NANO !== 0n)
        report(value, `${key.source} are counted: write a whole number`);
    }
  },
};

const counted =
  /^(pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\..+|count\/.+)$/;
