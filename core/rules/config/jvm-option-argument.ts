import { textSpan } from '../../embedded/textSpan.ts';
import { optionFaults, type JvmOption } from '../../formats/jvmOptions.ts';
import type { Node } from '../../yaml/node.ts';
import { get, items } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { reportOptions } from './jvmReports.ts';

export const rule: Rule = {
  code: 'jvm-option-argument',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'A container runs Java with an option that it does not take.',
  source: onPage('Java', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html'),
  on: { types: ['core.v1/Container'] },
  check({ node, ctx: { text } }, report) {
    const words = [...items(get(node, 'command')), ...items(get(node, 'args'))];
    const start = words.findIndex((word) => /(?:^|\/)java$/.test(string(word) ?? ''));
    if (start === -1) return;
    // What follows the program is for it, not for Java.
    const end = words.findIndex((word, at) => at > start && isProgram(words, at, word));
    const options = words.slice(start + 1, end === -1 ? undefined : end);
    reportOptions(optionFaults(options.flatMap((word) => optionOf(word, text))), report);
  },
};

/** `-jar`, the name of a class, or what follows an option of two words. */
function isProgram(words: readonly Node[], at: number, word: Node): boolean {
  const written = string(word);
  const before = string(words[at - 1]) ?? '';
  if (written === undefined || /^-(?:jar|m|-module)$/.test(written)) return true;
  return !written.startsWith('-') && !/^-(?:cp|classpath|p|-[a-z-]+)$/.test(before);
}

function optionOf(word: Node, text: string): JvmOption[] {
  const span = word.type === 'scalar' && !word.filledIn ? textSpan(text, word) : undefined;
  return span ? [{ text: text.slice(...span), span }] : [];
}
