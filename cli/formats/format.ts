/** What every format is given, and what it makes of it. */
import type { Severity } from '../../core/findings/finding.ts';
import type { CheckedFile, Finding } from '../check/finding.ts';

export const formatNames = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type FormatName = (typeof formatNames)[number];

export interface Outcome {
  readonly version: string;
  /** All that were looked at, in order. */
  readonly files: readonly string[];
  /** Those that are written, by file and place. */
  readonly findings: readonly Finding[];
  /** Files that could not be checked, or not to their end. */
  readonly problems: readonly CheckedFile[];
  readonly failOn: Severity | 'never';
  /** Paths for people count from here... */
  readonly cwd: string;
  /** ...those for the programs around a repository from here. */
  readonly root: string;
  readonly isColored: boolean;
}

/** The whole output. */
export type Format = (outcome: Outcome) => string;
