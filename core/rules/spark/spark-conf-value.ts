import { reportWrongValues } from '../configuration/wrongValues.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'spark-conf-value',
  severity: 'error',
  claims: 'advice',
  summary: 'The value of a Spark property does not have the form that Spark reads.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/configuration.html#spark-properties',
  ),
  on: { configs: ['spark'] },
  check({ config }, report) {
    if (config) reportWrongValues(config, report);
  },
};
