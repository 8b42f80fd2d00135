/** The report on a name that the schema does not know: where it belongs, what was meant, or what there is. */
import type { Entry } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { Home } from './misplaced.ts';

export interface Unknown {
  /** All fields of the mapping. */
  readonly names: readonly string[];
  readonly entry: Entry;
  readonly home: Home | undefined;
  /** A name that there is and that is near. */
  readonly guess: string | undefined;
}

export interface UnknownWords {
  readonly severity: Severity;
  /** What is said first, without the advice. */
  readonly intro: string;
  /** Said where there is no advice. */
  readonly effect: string;
}

export function unknownName(
  { names, entry: { key }, home, guess }: Unknown,
  { severity, intro, effect }: UnknownWords,
): Finding {
  const report = { span: key.span, code: 'unknown-field', severity };
  if (home && (guess === undefined || home.exact)) {
    return { ...report, message: `${intro}: ${home.advice}`, ...(home.fix && { fix: home.fix }) };
  }
  if (guess !== undefined) {
    return {
      ...report,
      message: `${intro}: did you mean ${guess}?`,
      fix: { title: `Change to ${guess}`, edits: [[key.span, yamlText(guess)]] },
    };
  }
  const takes = names.length > 0 && names.length <= 8;
  return { ...report, message: `${intro}: ${takes ? `it takes ${names.join(', ')}` : effect}` };
}
