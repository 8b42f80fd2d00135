// Which namespaces the parts of a context show: those that were chosen, else the one that the kubeconfig names, else all
// for those who may look into all of them.
import type { KubeContextInfo, Result } from '../../../cluster/api.ts';
import type { NodeContext } from './node.ts';

/** The part of a cluster that a node shows. */
export interface Scope {
  readonly contextName: string;
  /** Undefined: all namespaces. */
  readonly namespaces?: readonly string[];
  /** Kinds without a namespace stand there, too. */
  readonly isWhole: boolean;
  /** The user may look into no more than this. */
  readonly isNarrowed?: boolean;
}

/** Asks the cluster, as the first thing that is asked of it: a failure is that of the whole context. */
export async function scopeOf(
  context: KubeContextInfo,
  { choices, service, signal }: NodeContext,
): Promise<Result<Scope>> {
  const whole = { contextName: context.name, isWhole: true };
  const session = await service.session(context.name);
  const mayAll = session.ok ? await session.value.explore.mayListAll(signal) : session;
  if (!mayAll.ok && !isPartial(mayAll.error.code)) return mayAll;
  const chosen = choices.namespacesOf(context.name);
  if (chosen)
    return { ok: true, value: chosen.length > 0 ? { ...whole, namespaces: chosen } : whole };
  const namespaces = [context.namespace];
  // A context that names no namespace is in `default`, where few people have anything.
  if (context.namespace !== 'default') return { ok: true, value: { ...whole, namespaces } };
  const isNarrowed = mayAll.ok && !mayAll.value;
  return { ok: true, value: isNarrowed ? { ...whole, namespaces, isNarrowed } : whole };
}

/** A cluster that does not answer this may answer others. */
function isPartial(code: string): boolean {
  return ['forbidden', 'not-found', 'kind-unknown', 'invalid', 'server-error'].includes(code);
}

export function namespaceWords([first = 'all namespaces', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${others.length + 1} namespaces`;
}
