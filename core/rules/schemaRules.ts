/** Rules that read the words of the schema in force: they look at every value. */
import { ByWords } from '../checks/byWords.ts';
import { rules } from './index.ts';
import type { Rule } from './rule.ts';

export const schemaRules: readonly Rule[] = rules.filter(({ isOfSchema }) => isOfSchema);

/** Those that may say something of a value, by the words of its schema. */
export const rulesOfWords = new ByWords(schemaRules);
