/** What checkers are asked about and what they tell, in a form that one thread can hand to another. */
import type { Diagnostic } from 'vscode-languageserver-types';
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { EarlierText } from '../changes/earlierTexts.ts';
import type { PlacedFacts } from '../graph/graph.ts';

/** A file to check. Without its text the checker reads it. */
export interface Target {
  readonly path: string;
  /** What the file holds, where somebody has read it already. */
  readonly bytes?: Uint8Array<SharedArrayBuffer>;
  /** The text of what is not on disk. */
  readonly text?: string;
  /** The file is not checked: only its objects count, for others. */
  readonly isSurrounding?: boolean;
  /** The file as it was: what the API server would refuse to change is told, too. */
  readonly before?: EarlierText;
}

/** The manifest that something is said of. */
export interface FoundObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** A file as one checker sees it: what is wrong between it and others comes later. */
export interface ExaminedFile {
  /** Absolute. */
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The manifest of each diagnostic, in the same order; absent where nobody has asked for it. */
  readonly objects?: readonly FoundObject[];
  /** The check ended early: what is wrong between the file and others is not told either. */
  readonly isCut: boolean;
  /** Of its documents, each once. */
  readonly kinds: readonly GroupVersionKind[];
  /** Facts of its documents that hold objects, `ToldDocument[]` as bytes of JSON; absent where it holds none. */
  readonly documents?: Uint8Array<ArrayBuffer>;
  /** Of kinds that the file names, as far as this checker has not told them before: whether they are in namespaces. */
  readonly scopes?: readonly (readonly [kind: string, isNamespaced: boolean])[];
  /** Why it could not be checked, or not to its end. */
  readonly problem?: string;
}

/** A document that holds objects, as one thread tells another. */
export interface ToldDocument extends PlacedFacts {
  /** The manifest that it is; absent where nobody has asked for it. */
  readonly object?: FoundObject;
}
