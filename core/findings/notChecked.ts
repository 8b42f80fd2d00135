/** The one report on a document that is not read. */
import type { WrittenTypeMeta } from '../model/writtenTypeMeta.ts';
import type { LeftOut } from '../yaml/parse.ts';
import type { Finding } from './finding.ts';

const leftOutWords: Readonly<Record<LeftOut, string>> = {
  'too long': 'it is longer than 1.5 million characters',
  'too many parts': 'it holds too many words and signs for one document',
  'too deep': 'its values are nested deeper than 300 levels',
};

export function notChecked(
  reason: LeftOut,
  { apiVersion, kind }: Partial<WrittenTypeMeta>,
): Finding {
  const { start, end } = kind ?? apiVersion ?? { start: 0, end: 0 };
  return {
    span: [start, end],
    code: 'not-checked',
    severity: 'information',
    message: `this document is not checked: ${leftOutWords[reason]}`,
  };
}
