/** What the command found, as every format writes it. */
import type { Severity } from '../../core/findings/finding.ts';
import type { FoundObject } from '../../core/problems/examinedFile.ts';

/** From the most to the least severe. */
export const severityNames = [
  'error',
  'warning',
  'information',
  'hint',
] as const satisfies Severity[];

/** Counted from 1; a column is a place between UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface FileFinding extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly object: FoundObject;
  readonly related: readonly RelatedPlace[];
  /** Page of the rule. */
  readonly page?: string;
  /** Stays the same where lines move. */
  readonly fingerprint: string;
}

/** Another place that has to do with a finding. */
export interface RelatedPlace extends Place {
  /** Absolute. */
  readonly path: string;
  readonly message: string;
}

/** What came of one file. */
export interface CheckedFile {
  /** Absolute. */
  readonly path: string;
  readonly findings: readonly FileFinding[];
  /** Why it could not be checked, or not to its end. */
  readonly problem?: string;
}

/** A finding with its file, ready to be written. */
export interface Finding extends FileFinding {
  readonly path: string;
}

/** Whether one is at least as severe as the other. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return severityNames.indexOf(severity) <= severityNames.indexOf(limit);
}
