import { textSpan } from '../../embedded/textSpan.ts';
import { optionFaults, optionsOfWords } from '../../formats/jvmOptions.ts';
import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { reportOptions } from './jvmReports.ts';

export const rule: Rule = {
  code: 'jvm-option-variable',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'A variable hands an option to Java that it does not take.',
  source: onPage('Java', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html'),
  isOfWhatIsSet: true,
  on: { types: ['core.v1/EnvVar'] },
  check({ node, ctx: { text } }, report) {
    const value = get(node, 'value');
    if (value?.type !== 'scalar' || !ofOptions.test(string(get(node, 'name')) ?? '')) return;
    const span = textSpan(text, value);
    if (span) reportOptions(optionFaults(optionsOfWords(text, span)), report);
  },
};

/** What Java reads itself, and what start scripts hand on to it. */
const ofOptions =
  /^(?:_JAVA_OPTIONS|(?:[A-Z]+_)*(?:JAVA|JDK_JAVA|JVM)_(?:TOOL_)?(?:OPTS|OPTIONS|FLAGS)|KAFKA_(?:HEAP|JVM_PERFORMANCE)_OPTS|(?:SERVER_)?JVMFLAGS)$/;
