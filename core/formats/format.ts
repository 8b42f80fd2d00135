import type { Claims, EnforcedBy } from '../findings/severity.ts';

/** What a value format is. Schemas name one in `format` or `x-key-format`; index.ts lists them all. */
export interface Format {
  readonly name: string;
  /** One or two sentences for hover and documentation, our words. */
  readonly description: string;
  readonly examples: readonly string[];
  /** `error`: the API server refuses other values. `warning`: it takes them, something later does not. */
  readonly severity: FormatSeverity;
  /** Absent: it stands in no published schema, as most grammars do. */
  readonly claims?: Claims;
  /** Who surely refuses other values, where that is not who enforces the place: the severity is then as written. */
  readonly enforcedBy?: EnforcedBy;
  /** Undefined for a good value. Values of a type that the format does not speak about are good. */
  check(value: FormatValue): FormatProblem | undefined;
}

export type FormatSeverity = 'error' | 'warning' | 'information';
export type FormatValue = string | number | boolean;

export interface FormatProblem {
  /** What is wrong and what to do, names the value, no final period. */
  readonly message: string;
  /** A value that would be right and is most probably meant. */
  readonly suggest?: string;
  /** It says the same as what is written, only in another way. */
  readonly isSame?: boolean;
  /** Values that may be meant as well. */
  readonly others?: readonly string[];
  /** Where it differs from the format's own. */
  readonly severity?: FormatSeverity;
  /** The only kind in which the server looks: elsewhere an error is a warning. */
  readonly refusedOnlyIn?: string;
}

/** The value as it is quoted in a message: cut where it is long. */
export function quote(value: FormatValue): string {
  const text = String(value);
  return `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
}

/** `a Pod`, `an Ingress`. */
export function withArticle(kind: string): string {
  return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** A format about strings: other types are left to the schema's `type`. */
export function stringFormat(
  format: Omit<Format, 'check' | 'severity'> & {
    severity?: FormatSeverity;
    check(value: string): FormatProblem | undefined;
  },
): Format {
  return {
    ...format,
    severity: format.severity ?? 'error',
    check: (value) => (typeof value === 'string' ? format.check(value) : undefined),
  };
}
