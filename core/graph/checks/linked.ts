/** What looks at an object together with others and says what does not fit. */
import type { Range } from '../../model/manifestDocument.ts';
import type { Severity } from '../../findings/finding.ts';
import type { KindName, UnnamedFiles } from '../facts.ts';
import type { ClusterKeys } from '../clusterKeys.ts';
import type { ClusterNames } from '../clusterNames.ts';
import type { Graph, KnownObject } from '../graph.ts';
import type { Creation } from './creation.ts';

export interface LinkedCheck {
  /** Stable: shown, documented, switched off in settings, never renamed. */
  readonly codes: readonly LinkedCode[];
  /** Pure and total. */
  check(object: KnownObject, around: Around, report: LinkedReporter): void;
}

export interface LinkedCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
}

/** What is known beside the object. */
export interface Around {
  readonly graph: Graph;
  /** Undefined for a kind that is not known. */
  readonly isNamespaced: (kind: KindName) => boolean | undefined;
  /** What the connected cluster has; absent: there is none. */
  readonly cluster?: ClusterNames;
  readonly clusterKeys?: ClusterKeys;
  /** Reads files of ConfigMaps as those do who mount them; absent: nobody does. */
  readonly filesJudge?: FilesJudge;
}

export interface FilesJudge {
  /** What is wrong in files, by the paths that they are mounted under. */
  findingsIn(files: UnnamedFiles, paths: ReadonlyMap<string, readonly string[]>): JudgedFile[];
}

export type JudgedFile = Pick<LinkedFinding, 'code' | 'severity' | 'range' | 'message' | 'fix'>;

export interface LinkedFinding {
  readonly code: string;
  readonly severity: Severity;
  /** In the lines of the document. */
  readonly range: Range;
  readonly message: string;
  readonly related: readonly RelatedObject[];
  readonly fix?: LinkedFix;
  /** Makes what is missing, as a first version of it; worked out where somebody asks for it. */
  readonly creation?: () => Creation | undefined;
}

/** Puts another text in the place of one. */
export interface LinkedFix {
  readonly title: string;
  readonly range: Range;
  readonly newText: string;
}

export interface RelatedObject {
  readonly object: KnownObject;
  /** In the lines of its document. */
  readonly range: Range;
  readonly message: string;
}

/** An object with its name as what a finding is about. */
export function related(object: KnownObject | undefined): RelatedObject[] {
  if (!object) return [];
  const { kind, name } = object.facts;
  return [{ object, range: name.range, message: `${kind} ${name.text}` }];
}

export type LinkedReporter = (
  code: LinkedCode,
  range: Range,
  message: string,
  more?: Partial<Pick<LinkedFinding, 'severity' | 'related' | 'fix' | 'creation'>>,
) => void;
