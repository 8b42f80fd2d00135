/** What the YAML reader found as reports. A server refuses such a document whole. */
import type { Finding } from '../findings/finding.ts';
import type { Span } from '../yaml/node.ts';
import type { YamlProblem } from '../yaml/yamlProblem.ts';
import { yamlProblemText } from '../yaml/yamlProblemText.ts';
import { syntaxFix } from './syntaxFix.ts';

export function checkSyntax(problems: readonly YamlProblem[], text: string): Finding[] {
  return problems.map((problem) => {
    const fix = syntaxFix(problem, text);
    return {
      span: spanOf(problem, text),
      code: codeOf(problem),
      severity: problem.isAccepted ?? 'error',
      message: yamlProblemText(problem, text),
      ...(fix && { fix }),
    };
  });
}

function codeOf({ kind, isAccepted }: YamlProblem): string {
  if (!isAccepted) return 'yaml-syntax';
  return kind === 'key of another type' ? 'key-not-text' : 'invisible-character';
}

/** At least one character, at most to the end of the line. */
function spanOf({ span: [from, to] }: YamlProblem, text: string): Span {
  const start = Math.min(from, Math.max(text.length - 1, 0));
  const newline = text.indexOf('\n', start);
  const lineEnd = newline === -1 ? text.length : newline;
  return [start, Math.max(start + 1, Math.min(to, lineEnd))];
}
