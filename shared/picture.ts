/** What hangs together, as a graph that can be drawn: sent from the server to the client, and on to the page that draws it. */

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** How many parts are not shown, as nobody could read them all. */
  readonly leftOut: number;
}

/** What a part is to those beside it. */
export type PictureRole =
  'workload' | 'pods' | 'claim' | 'volume' | 'class' | 'service' | 'config' | 'address' | 'object';

export interface PictureNode {
  /** Unique in its picture. */
  readonly id: string;
  readonly role: PictureRole;
  /** In a word: `PersistentVolumeClaim`, `executor`, `bucket`. */
  readonly kind: string;
  readonly name: string;
  /** What matters of it: `10Gi, RWO`. */
  readonly detail?: string;
  /** Something refers to it and nobody defines it. */
  readonly isMissing?: true;
  /** The picture was asked for this one. */
  readonly isMain?: true;
  /** Where it is defined; absent for what is in no file. */
  readonly place?: PicturePlace;
  /** The object that it is, or that it is a part of. */
  readonly object?: PictureObject;
}

export interface PicturePlace {
  readonly uri: string;
  /** Counted from zero. */
  readonly line: number;
  readonly character: number;
}

export interface PictureObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface PictureEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** `mounts data`; empty where the two parts say enough. */
  readonly label: string;
}
