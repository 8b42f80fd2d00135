/** What the command found, as every format writes it. */
import type { Severity } from '../../core/findings/finding.ts';
import type { PlacedFacts } from '../../core/graph/graph.ts';

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

/** The manifest that a finding is in. */
export interface FoundObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
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

/** A file as one checker sees it: what is wrong between it and others comes later. */
export interface ExaminedFile extends CheckedFile {
  /** The check ended early: what is wrong between the file and others is not told either. */
  readonly isCut?: boolean;
  /** Facts of its documents that hold objects, `ToldDocument[]` as bytes of JSON; absent where it holds none. */
  readonly objects?: Uint8Array<ArrayBuffer>;
  /** Of kinds that the file names, as far as this checker has not told them before: whether they are in namespaces. */
  readonly scopes?: readonly (readonly [kind: string, isNamespaced: boolean])[];
}

/** A document that holds objects, as one thread tells another. */
export interface ToldDocument extends PlacedFacts {
  /** The manifest that it is. */
  readonly object: FoundObject;
}

/** A finding with its file, ready to be written. */
export interface Finding extends FileFinding {
  readonly path: string;
}

/** Whether one is at least as severe as the other. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return severityNames.indexOf(severity) <= severityNames.indexOf(limit);
}
