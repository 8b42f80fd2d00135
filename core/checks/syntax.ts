/** The YAML parser's errors as reports. A server refuses such a document whole. */
import type { YAMLError } from 'yaml';
import { yamlErrorText } from '../yaml/yamlErrorText.ts';
import type { Finding } from '../findings/finding.ts';

export function checkSyntax(errors: readonly YAMLError[], text: string): Finding[] {
  return errors.map((error) => ({
    span: spanOf(error, text),
    code: 'yaml-syntax',
    severity: 'error',
    message: yamlErrorText(error, text),
  }));
}

/** At least one character, at most to the end of the line: a parser's error may span the rest of the file. */
function spanOf(error: YAMLError, text: string): readonly [number, number] {
  const [from, to] = error.pos;
  const start = Math.min(from, Math.max(text.length - 1, 0));
  const newline = text.indexOf('\n', start);
  const lineEnd = newline === -1 ? text.length : newline;
  return [start, Math.max(start + 1, Math.min(to, lineEnd))];
}
