/** What became of one document, and the line that reports it. */
import type { ClusterError, DocumentResult, PlanEntry } from '../api.ts';
import { whatIs } from '../objects/whatIs.ts';

export type Outcome =
  | {
      outcome: 'applied';
      change: 'created' | 'changed' | 'unchanged';
      warnings?: readonly string[];
      name?: string;
      text?: string;
      isIncomplete?: true;
    }
  | { outcome: 'refused'; error: ClusterError }
  | { outcome: 'not-sent'; error?: ClusterError; text: string }
  | { outcome: 'unknown'; error: ClusterError };

export function toResult(entry: PlanEntry, outcome: Outcome): DocumentResult {
  const made = outcome.outcome === 'applied' ? outcome.name : undefined;
  const ref = entry.ref && made ? { ...entry.ref, name: made } : entry.ref;
  const what = whatIs({ index: entry.index, ...(ref && { ref }) });
  const base = { index: entry.index, ...(ref && { ref }), warnings: [] as readonly string[] };
  switch (outcome.outcome) {
    case 'applied': {
      const extra = outcome.text ? ` (${outcome.text})` : '';
      return {
        ...base,
        outcome: 'applied',
        change: outcome.change,
        ...(outcome.isIncomplete && { isIncomplete: true }),
        warnings: outcome.warnings ?? [],
        text: `${outcome.change} ${what}${extra}`,
      };
    }
    case 'refused':
      return {
        ...base,
        outcome: 'refused',
        error: outcome.error,
        text: named(outcome.error.message, what, `refused ${what}`),
      };
    case 'unknown':
      return {
        ...base,
        outcome: 'unknown',
        error: outcome.error,
        text: named(outcome.error.message, what, `unknown ${what}`),
      };
    case 'not-sent':
      return {
        ...base,
        outcome: 'not-sent',
        ...(outcome.error && { error: outcome.error }),
        text: named(outcome.text, what, what),
      };
  }
}

/** A sentence that names its object already needs nothing before it. */
function named(sentence: string, what: string, lead: string): string {
  return sentence.includes(what) ? sentence : `${lead}: ${sentence}`;
}
