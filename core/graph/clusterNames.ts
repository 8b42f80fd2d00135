/** Names of the objects in the connected cluster, by kind and namespace. */
import { AskedLists } from './askedLists.ts';
import type { KindName } from './facts.ts';
import { kindKey } from './graph.ts';

/** A list of names, as a cluster is asked for it. */
export interface NeededNames extends KindName {
  readonly context: string;
  /** Absent: that of the context, or the kind has none. */
  readonly namespace?: string;
}

export class ClusterNames extends AskedLists<NeededNames> {
  constructor() {
    super(keyOfNames);
  }

  /** Undefined where they are not known; `asks`: they are asked for then. */
  of(
    { group, kind }: KindName,
    namespace: string | undefined,
    asks: boolean,
  ): ReadonlySet<string> | undefined {
    const { context } = this;
    if (context === undefined) return undefined;
    const place = namespace === undefined ? {} : { namespace };
    return this.listOf({ context, group, kind, ...place }, asks);
  }
}

export function keyOfNames({ namespace = '', ...kind }: NeededNames): string {
  return `${kindKey(kind)} ${namespace}`;
}
