import { optionFaults, optionsOfWords } from '../../formats/jvmOptions.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { reportOptions } from './jvmReports.ts';

export const rule: Rule = {
  code: 'jvm-option-config',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'The configuration of a program hands an option to Java that it does not take.',
  source: onPage('Java', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html'),
  on: { configs: ['spark', 'flink'] },
  check({ config, ctx: { text } }, report) {
    for (const { key, value, valueSpan, dictionary } of config?.entries ?? []) {
      if (value === undefined || !ofOptions.test(key)) continue;
      const options = optionsOfWords(text, valueSpan).map(withoutQuotes);
      // Spark refuses every size of the heap here, and says so.
      const judged = options.filter(
        (each) => dictionary.name !== 'spark' || !each.text.startsWith('-Xm'),
      );
      reportOptions(optionFaults(judged), report);
    }
  },
};

const ofOptions =
  /^(?:spark\.(?:driver|executor)\.(?:extra|default)JavaOptions|env\.java\.opts(?:\.[\w-]+)?)$/;

type Option = ReturnType<typeof optionsOfWords>[number];

/** Those of the text around all options. */
function withoutQuotes({ text, span: [start, end] }: Option): Option {
  const before = /^["']?/.exec(text)?.[0].length ?? 0;
  const after = text.length > 1 && /["']$/.test(text) ? 1 : 0;
  return {
    text: text.slice(before, text.length - after),
    span: [start + before, end - after],
  };
}
