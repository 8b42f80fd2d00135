import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { replacedBy } from '../fixes.ts';
import { leastBytes, memoriesOf } from './memory.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-memory-unit',
  severity: 'warning',
  claims: 'advice',
  summary: 'The memory of driver or executor has no unit.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/configuration.html#spark-properties',
  ),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    for (const { memory, text, digits, isBare, bytes } of memoriesOf(node)) {
      if (isBare && bytes >= leastBytes)
        report(memory, `"${text}" has no unit: write ${digits}m`, replacedBy(memory, `${digits}m`));
    }
  },
};
