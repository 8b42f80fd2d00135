import { reportMisspeltKeys } from '../configuration/misspeltKeys.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'spark-conf-spelling',
  severity: 'warning',
  claims: 'advice',
  summary: 'The key of a Spark property is misspelt.',
  source: onPage('Spark', 'https://spark.apache.org/docs/latest/configuration.html'),
  on: { configs: ['spark'] },
  check({ config }, report) {
    if (config) reportMisspeltKeys(config, report);
  },
};
