/** Rules that the schema drives: they look at every value. */
import { alternatives } from './alternatives.ts';
import { duplicateItem } from './duplicates.ts';
import { requiredValue, valueLength, valueRange } from './limits.ts';
import type { Rule } from './rule.ts';

export const schemaRules: readonly Rule[] = [
  duplicateItem,
  valueRange,
  requiredValue,
  valueLength,
  alternatives,
];
