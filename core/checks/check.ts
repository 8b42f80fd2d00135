/** What looks at one value at a time and says what is wrong with it: a check of the schema's words, or a rule. */
import type { FindingDetails, Severity } from '../findings/finding.ts';
import type { Claims, EnforcedBy } from '../findings/severity.ts';
import type { TypeSchema } from '../schema/schema.ts';
import type { Visit } from '../walk/visit.ts';
import type { Node, Span } from '../yaml/node.ts';
import type { Checking } from './checking.ts';

export interface Claim {
  /** Stable: shown, documented, switched off in settings, never renamed. */
  readonly code: string;
  /** Where whoever enforces it enforces the place: elsewhere an error may be less (`findings/severity.ts`). */
  readonly severity: Severity;
  /** What is wrong, for lists of codes. */
  readonly summary: string;
  readonly claims: Claims;
  /**
   * Who surely refuses what breaks the rule, now or when it reads it: the severity is then as written, wherever it is found.
   * Absent: whoever enforces the place.
   */
  readonly enforcedBy?: EnforcedBy;
  /** It reads the words of the schema in force, which a CRD's server checks one by one (`x-enforced`). */
  readonly isOfSchema?: boolean;
  /** The words that it reads: where one of them is laid over the schema in force, a server does not check it. */
  readonly keywords?: readonly string[];
  /** It has something to say only where the schema of the value has one of these words. Absent: as `keywords`, else everywhere. */
  readonly ofWords?: readonly (keyof TypeSchema)[];
  /** It is about the names of fields: it holds whatever their values become. */
  readonly isOfKeys?: boolean;
  /** The field of the visited mapping in which something is missing: where that field has another name, nothing is. */
  readonly missesIn?: string;
  /** Codes that say less of the same place: their findings are left out beside one of this code. */
  readonly supersedes?: readonly string[];
}

export interface Check extends Claim {
  /** It is about values of charts, or about files of tools, and nothing else. */
  readonly of?: 'values' | 'files';
  /** Synchronous, pure, total: anything may have the wrong type or be missing. */
  check(visit: Visit, report: Reporter, checking: Checking): void;
}

export type Reporter = (where: Node | Span, message: string, more?: ReportDetails) => void;

export interface ReportDetails extends FindingDetails {
  /** Who refuses this very value, where that is not who enforces its place. */
  readonly enforcedBy?: EnforcedBy;
  /** Whoever enforces the place surely refuses this very value: the severity is as written. */
  readonly isSure?: boolean;
}
