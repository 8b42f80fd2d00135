// What the apply flow needs of a user interface. The flow is free of `vscode` and so can be tested against
// a real cluster without a window; editor/applyWindow.ts is the one that people see.
import type { ApplyReport, ClusterError, Plan, PlanEntry } from '../api.ts';
import type { ManifestDocument } from '../../core/model/manifestDocuments.ts';

/** One document of one file, with its place there. */
export interface SourceDocument {
  readonly uri: string;
  /** File name as a person knows it. */
  readonly label: string;
  /** The whole file as it was read; offsets of the document count in it. */
  readonly fileText: string;
  /** Its `index` is unique over everything that is applied together, not within the file. */
  readonly document: ManifestDocument;
}

export interface Question {
  readonly plan: Plan;
  readonly chosen: readonly PlanEntry[];
  /** Indexes of chosen documents whose fields are taken from other owners. */
  readonly takenOver: readonly number[];
  readonly isProtected: boolean;
}

export interface Outcome {
  readonly plan: Plan;
  readonly report: ApplyReport;
  /** Indexes of the documents that the user let go. */
  readonly chosen: readonly number[];
}

export interface ApplyUi {
  /** Shows that work goes on and lets the user cancel it. */
  progress<T>(
    title: string,
    work: (signal: AbortSignal, tell: (message: string, share?: number) => void) => Promise<T>,
  ): Promise<T>;
  /** One message, for an end that is not a success. */
  fail(message: string): void;
  inform(message: string): void;
  /** Offers to create a namespace; `skip` goes on without the documents that need it. */
  askForNamespace(
    namespace: string,
    plan: Plan,
    isProtected: boolean,
  ): Promise<'create' | 'skip' | 'cancel'>;
  /** Shows who owns which field; answers with the indexes to take over, undefined to stop. */
  chooseTakeOvers(plan: Plan, conflicts: readonly PlanEntry[]): Promise<number[] | undefined>;
  /** Shows what an earlier apply left; answers with the indexes where it is to go, undefined to stop. Absent: it is kept. */
  chooseLeft?(plan: Plan, entries: readonly PlanEntry[]): Promise<number[] | undefined>;
  /** What the server refuses to change: which objects are to be deleted and made anew; undefined or none to leave them. */
  chooseReplacements?(plan: Plan, replaceable: readonly PlanEntry[]): Promise<number[] | undefined>;
  /** Several documents: which of them; undefined to stop. */
  chooseDocuments(plan: Plan, applicable: readonly PlanEntry[]): Promise<number[] | undefined>;
  /** Opens the diff of what would happen. */
  showPreview(plan: Plan, chosen: readonly PlanEntry[]): Promise<void>;
  /** The last question, while the diff can be read. */
  confirm(question: Question): Promise<boolean>;
  /** What the API server refused, at its fields; an entry without error clears its document. */
  showProblems(problems: readonly DocumentProblem[]): void;
  showOutcome(outcome: Outcome): void;
}

export interface DocumentProblem {
  readonly source: SourceDocument;
  readonly error?: ClusterError;
}
