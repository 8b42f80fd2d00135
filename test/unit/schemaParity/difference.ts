/** What two descriptions of the same API disagree about, and the reasons that we accept. */
import { existsSync, readFileSync } from 'node:fs';
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
  /** What the server fills in is not what we say. */
  | 'default'
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

/** Accepted reasons of one file, which know whether they were needed. */
export class Reasons {
  readonly #patterns: { kind: DifferenceKind; text: string; test: Matcher; used: boolean }[];

  constructor(file: string) {
    const reasons = existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Reason[] | null) : [];
    this.#patterns = (reasons ?? []).flatMap(({ kind, at }) =>
      at.map((text) => ({ kind, text, test: matcher(text), used: false })),
    );
  }

  /** Notes every reason that fits. */
  explain({ kind, at }: Difference): boolean {
    const fitting = this.#patterns.filter((each) => each.kind === kind && each.test(at));
    for (const each of fitting) each.used = true;
    return fitting.length > 0;
  }

  get unused(): string[] {
    return this.#patterns.filter(({ used }) => !used).map(({ kind, text }) => `${kind} ${text}`);
  }
}

/** Differences that none of the files gives a reason for. All are asked, so that each notes what it is needed for. */
export function withoutReason(
  differences: readonly Difference[],
  ...reasons: readonly Reasons[]
): string[] {
  return differences
    .filter((difference) => !reasons.map((each) => each.explain(difference)).includes(true))
    .map(({ kind, at, detail }) => `${kind} ${at}${detail ? `: ${detail}` : ''}`);
}

/** Differences without a reason, and reasons that nothing needs any more; both empty when all is explained. */
export function unexplained(
  differences: readonly Difference[],
  reasonsFile: string,
): { differences: string[]; reasons: string[] } {
  const reasons = new Reasons(reasonsFile);
  return { differences: withoutReason(differences, reasons), reasons: reasons.unused };
}

type Matcher = (at: string) => boolean;

function matcher(text: string): Matcher {
  if (!text.includes('*')) return (at) => at === text;
  const parts = text.split('*').map((part) => part.replace(/[.[\]{}()+?^$|\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return (at) => pattern.test(at);
}
