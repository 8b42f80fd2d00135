import type { Rule } from '../rule.ts';
import { reportMisspeltKeys } from './misspeltKeys.ts';
import { otherPrograms } from './programs.ts';

export const rule: Rule = {
  code: 'config-key-spelling',
  severity: 'warning',
  claims: 'advice',
  summary: 'A configuration key is misspelt.',
  on: { configs: otherPrograms },
  check({ config }, report) {
    if (config) reportMisspeltKeys(config, report);
  },
};
