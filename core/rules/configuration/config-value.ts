import type { Rule } from '../rule.ts';
import { otherPrograms } from './programs.ts';
import { reportWrongValues } from './wrongValues.ts';

export const rule: Rule = {
  code: 'config-value',
  severity: 'error',
  claims: 'advice',
  supersedes: ['invalid-value'],
  summary: 'The value of a configuration key does not have the form that the program reads.',
  on: { configs: otherPrograms },
  check({ config }, report) {
    if (config) reportWrongValues(config, report);
  },
};
