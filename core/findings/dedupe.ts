/** Findings of one document as they are shown: each fault once, on one line, in the order of the text. */
import type { Span } from '../yaml/node.ts';
import { codes } from './codes.ts';
import type { Finding } from './finding.ts';

/** Sorted, without those that another one of the same place supersedes. What a marked text goes on to is read, not seen. */
export function dedupe(findings: readonly Finding[], text: string): Finding[] {
  const superseded = new Set(
    findings.flatMap(({ code, span }) =>
      (codes.get(code)?.supersedes ?? []).map((other) => `${other} ${span[0]}`),
    ),
  );
  return inWordsOfFormats(findings)
    .filter(({ code, span }) => !superseded.has(`${code} ${span[0]}`))
    .map((finding) => ({ ...finding, span: firstLine(finding.span, text) }))
    .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

/** A pattern and a format may refuse one value: the format says it in words, the pattern may say it with more weight. */
function inWordsOfFormats(findings: readonly Finding[]): readonly Finding[] {
  const patterns = new Map(
    findings.flatMap((each) =>
      each.code === 'value-pattern' ? [[each.span[0], each] as const] : [],
    ),
  );
  if (patterns.size === 0) return findings;
  const worded = new Set<number>();
  const weighed = findings.map((each) => {
    const pattern = each.code.startsWith('format-') ? patterns.get(each.span[0]) : undefined;
    if (!pattern) return each;
    worded.add(each.span[0]);
    return pattern.severity === 'error' ? { ...each, severity: pattern.severity } : each;
  });
  return weighed.filter(({ code, span }) => code !== 'value-pattern' || !worded.has(span[0]));
}

function firstLine([start, end]: Span, text: string): Span {
  const newline = text.indexOf('\n', start);
  if (newline === -1 || newline >= end) return [start, end];
  return [start, Math.max(start, start + text.slice(start, newline).trimEnd().length)];
}
