/** What a rule is. It is data and a small check; the examples beside it are its tests and its page. */
import type { Claim, Reporter } from '../checks/check.ts';
import type { Visit } from '../walk/visit.ts';
import type { RuleSource } from './sources.ts';

export interface Rule extends Claim {
  /** Who says so: a function of the program that enforces it, or a page. */
  readonly source?: RuleSource;
  /** First and last version of Kubernetes (for rules of Spark: of its operator) that enforces it, where known. */
  readonly since?: string;
  readonly until?: string;
  /** It speaks only of what is set, side by side: values of a chart are told, too, whatever other files set. */
  readonly isOfWhatIsSet?: true;
  readonly docUrl?: string;
  /** It says something only where the visited mapping has this field: else it is not even asked. */
  readonly ofField?: string;
  readonly on: Selector;
  /** Synchronous, pure, total: anything may have the wrong type or be missing. */
  check(visit: Visit, report: Reporter): void;
}

/**
 * Where a rule looks. `kinds`: whole documents, as `GROUP/Kind` (the core group: `Kind` alone; `*`: all).
 * `types`: every value of a schema definition wherever it stands, as `core.v1/PodSpec` (see `Provenance`).
 * `charts`: the values of a chart by its id, a file or a part of one, at the mapping in which they begin.
 * `files`: the file of a tool by who reads it (`kustomize`), as a whole.
 * `configs`: configuration of a program wherever it stands, by the name of its dictionary (`*`: all).
 */
export type Selector = OneOf<'kinds' | 'types' | 'charts' | 'configs' | 'files'>;

type OneOf<Key extends string> = {
  [Own in Key]: Readonly<Record<Own, readonly string[]>> &
    Readonly<Partial<Record<Exclude<Key, Own>, undefined>>>;
}[Key];
