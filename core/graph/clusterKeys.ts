/** Keys of the Secrets and ConfigMaps of the connected cluster that open manifests name, without their values. */
import { AskedLists } from './askedLists.ts';
import type { KindName } from './facts.ts';
import { isName } from './references.ts';

/** The keys of one object, as a cluster is asked for them. */
export interface NeededKeys {
  readonly context: string;
  readonly kind: KindWithKeys;
  readonly name: string;
  /** Absent: that of the context. */
  readonly namespace?: string;
}

export type KindWithKeys = 'ConfigMap' | 'Secret';

export class ClusterKeys extends AskedLists<NeededKeys> {
  constructor() {
    super(keyOfKeys);
  }

  /** Undefined for other kinds, and where they are not known; `asks`: they are asked for then. */
  of(
    { group, kind, name, namespace }: KindName & Pick<NeededKeys, 'name' | 'namespace'>,
    asks: boolean,
  ): ReadonlySet<string> | undefined {
    const { context } = this;
    if (context === undefined || group !== '' || !hasKeys(kind)) return undefined;
    // What another tool fills in is no name yet.
    if (!isName(name) || (namespace !== undefined && !isName(namespace))) return undefined;
    const place = namespace === undefined ? {} : { namespace };
    return this.listOf({ context, kind, name, ...place }, asks);
  }
}

function hasKeys(kind: string): kind is KindWithKeys {
  return kind === 'ConfigMap' || kind === 'Secret';
}

export function keyOfKeys({ kind, namespace = '', name }: NeededKeys): string {
  return `${kind} ${namespace} ${name}`;
}
