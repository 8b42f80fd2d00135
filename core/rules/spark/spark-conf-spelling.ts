import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { nearest } from '../../formats/nearest.ts';
import { onPage } from '../sources.ts';
import { properties, renamed } from './properties.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

/** Keys compared with every known one: that is what takes time in a document full of others. */
const maxGuesses = 1000;

export const rule: Rule = {
  code: 'spark-conf-spelling',
  severity: 'warning',
  claims: 'advice',
  summary: 'The key of a Spark property is misspelt.',
  source: onPage('Spark', 'https://spark.apache.org/docs/latest/configuration.html'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    let guesses = maxGuesses;
    for (const { key } of entries(get(node, 'sparkConf'))) {
      const name = key.source;
      if ((!name.startsWith('spark.') && !/[${}]/.test(name)) || properties.has(name)) continue;
      const canBeNear = name.length > 16 && guesses-- > 0;
      const meant = byLowerCase.get(name.toLowerCase()) ?? (canBeNear && closestKey(name));
      if (meant)
        report(key, `"${name}" is nearly ${meant}: check the spelling`, renamed(key, meant));
    }
  },
};

const byLowerCase: ReadonlyMap<string, string> = new Map(
  [...properties.keys()].map((key) => [key.toLowerCase(), key]),
);

/** One or two letters off; keys that differ in a whole word are other keys. */
function closestKey(name: string): string | undefined {
  const meant = nearest(name, [...properties.keys()]);
  return meant?.split('.').length === name.split('.').length &&
    Math.abs(meant.length - name.length) <= 1
    ? meant
    : undefined;
}
