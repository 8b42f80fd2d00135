/** What is told of one object on a page: texts, tables, and objects that lead on. Types only, free of any editor. */
import type { ClusterError } from './errorApi.ts';
import type { Health } from '../shared/kindFacts.ts';

/** An object that a page names, and that can be opened from there. */
export interface LinkedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface Cell {
  readonly text: string;
  /** What the text means for the object. */
  readonly health?: Health;
  readonly link?: LinkedObject;
  /** An ISO time, shown as how long ago it was. */
  readonly since?: string;
}

export interface PageSection {
  /** The same in every state of a page. */
  readonly id: string;
  readonly title: string;
  /** Heads of the columns; without them the first cell of a row is the name of the others. */
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Why there are no rows, or fewer than there could be. */
  readonly note?: string;
}

export interface ObjectPage {
  readonly object: LinkedObject;
  readonly context: string;
  /** As the cluster calls it; empty where the kind tells none. */
  readonly status: string;
  readonly health: Health;
  /** Why it is as it is. */
  readonly detail?: string;
  readonly createdAt?: string;
  /** The object is not there any more: all else is as it was. */
  readonly isGone: boolean;
  /** It is a pod, or it is known which pods run for it: there are logs. */
  readonly hasLogs: boolean;
  /** Why the page may be older than the cluster. */
  readonly stale?: ClusterError;
  readonly sections: readonly PageSection[];
}
