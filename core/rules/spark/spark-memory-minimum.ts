import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { leastBytes, memoriesOf } from './memory.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-memory-minimum',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'Driver or executor has less memory than Spark needs to start.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/configuration.html#memory-management',
  ),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    for (const { key, memory, text, bytes } of memoriesOf(node)) {
      if (bytes < leastBytes)
        report(memory, `"${text}" is too little for the ${key}: Spark needs at least 450m`);
    }
  },
};
