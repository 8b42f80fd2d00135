import { entries, get, type Entry } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { nearest } from '../../formats/nearest.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT } from './sparkSpec.ts';
import { GRAMMARS } from './properties.ts';

/** Keys compared with every known one: that is what takes time in a document full of others. */
const maxGuesses = 1000;

const byLowerCase: ReadonlyMap<string, string> = new Map(
  [...GRAMMARS.keys()].map((key) => [key.toLowerCase(), key]),
);

export const rule: Rule = {
  code: 'spark-conf-key',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Keys that Spark does not read: without "spark.", misspelt, or with a prefix that is added anyway.',
  on: { types: [APPLICATION, CONNECT] },
  check({ node, ctx }, report) {
    let guesses = maxGuesses;
    for (const { key } of entries(get(node, 'sparkConf'))) {
      const name = key.source;
      if (!name.startsWith('spark.') && !/[${}]/.test(name))
        report(key, `Spark reads no "${name}": write spark.${name}`, rename(key, `spark.${name}`));
      else if (!GRAMMARS.has(name)) {
        const canBeNear = name.length > 16 && guesses-- > 0;
        const meant = byLowerCase.get(name.toLowerCase()) ?? (canBeNear && closestKey(name));
        if (meant)
          report(key, `"${name}" is nearly ${meant}: check the spelling`, rename(key, meant));
      }
    }
    if (ctx.gvk.kind === 'SparkConnect') return; // its operator adds the prefix only where it is missing
    for (const { key } of entries(get(node, 'hadoopConf'))) {
      if (!key.source.startsWith('spark.hadoop.')) continue;
      const meant = key.source.slice('spark.hadoop.'.length);
      report(key, `the prefix is added to keys of hadoopConf: write ${meant}`, rename(key, meant));
    }
  },
};

function rename(
  key: Entry['key'],
  meant: string,
): { fix: { title: string; edits: [[Entry['key']['span'], string]] } } {
  return { fix: { title: `Rename to ${meant}`, edits: [[key.span, yamlText(meant)]] } };
}

/** One or two letters off; keys that differ in a whole word are other keys. */
function closestKey(name: string): string | undefined {
  const meant = nearest(name, [...GRAMMARS.keys()]);
  return meant?.split('.').length === name.split('.').length &&
    Math.abs(meant.length - name.length) <= 1
    ? meant
    : undefined;
}
