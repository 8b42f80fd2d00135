/** What two descriptions of the same API disagree about, and the reasons that we accept. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type DifferenceKind =
  /** They have it, we do not. */
  | 'missing'
  /** We have it, they do not. */
  | 'extra'
  | 'type'
  /** We require it, they do not. */
  | 'required'
  /** They require it, we do not. */
  | 'optional'
  /** We allow fixed values only, they say nothing. */
  | 'enum'
  /** A value of such an enum that their documentation of the field does not mention. */
  | 'enum-value'
  | 'plural'
  | 'scope';

export interface Difference {
  kind: DifferenceKind;
  /** Definition and field, e.g. `io.k8s.api.core.v1.Container.image`. */
  at: string;
  detail?: string;
}

interface Reason {
  reason: string;
  kind: DifferenceKind;
  /** Exact, or with `*` for any text. */
  at: string[];
}

/** Differences without a reason, and reasons that nothing needs any more; both empty when all is explained. */
export function unexplained(
  differences: readonly Difference[],
  reasonsFile: string,
): { differences: string[]; reasons: string[] } {
  const reasons = parse(readFileSync(reasonsFile, 'utf8')) as Reason[];
  const patterns = reasons.flatMap(({ kind, at }) =>
    at.map((text) => ({ kind, text, test: matcher(text), used: false })),
  );
  const open = differences.filter(({ kind, at }) => {
    const fitting = patterns.filter((each) => each.kind === kind && each.test(at));
    for (const each of fitting) each.used = true;
    return fitting.length === 0;
  });
  return {
    differences: open.map(({ kind, at, detail }) => `${kind} ${at}${detail ? `: ${detail}` : ''}`),
    reasons: patterns.filter(({ used }) => !used).map(({ kind, text }) => `${kind} ${text}`),
  };
}

function matcher(text: string): (at: string) => boolean {
  if (!text.includes('*')) return (at) => at === text;
  const parts = text.split('*').map((part) => part.replace(/[.[\]{}()+?^$|\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return (at) => pattern.test(at);
}
