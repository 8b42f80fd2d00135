/** Rules that read the words of the schema in force: they look at every value. */
import { rules } from './index.ts';
import type { Rule } from './rule.ts';

export const schemaRules: readonly Rule[] = rules.filter(({ isOfSchema }) => isOfSchema);
