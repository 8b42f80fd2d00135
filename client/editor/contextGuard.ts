// What guards a context: nothing is changed in one that is read-only, and in a protected one its name is typed first. Every
// command that changes a cluster or goes into a container asks here; an apply asks the same of its own window.
import type { KubeContextInfo } from '../../cluster/api.ts';
import { readOnlyText } from '../../cluster/applyFlow/words.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import { confirm, confirmByTyping } from './questions.ts';
import { showError } from './window.ts';

type Guards = Pick<ClusterAccess, 'isProtected' | 'isReadOnly'>;
type GuardedContext = Pick<KubeContextInfo, 'name' | 'server'>;

/** Says that nothing is changed in a context, where the user wants it so. */
export function refusesChanges(
  { isReadOnly }: Pick<Guards, 'isReadOnly'>,
  contextName: string,
): boolean {
  if (!isReadOnly(contextName)) return false;
  void showError(`Nothing was changed: ${readOnlyText(contextName)}`);
  return true;
}

/** Where the context is protected, its name has to be typed. `doing`: `Delete Pod web`. */
export async function isMeantThere(
  { isProtected }: Pick<Guards, 'isProtected'>,
  { name, server = '' }: GuardedContext,
  doing: string,
): Promise<boolean> {
  return !isProtected(name) || confirmByTyping(name, doing, server);
}

export interface ChangeQuestion {
  /** `Delete Pod web?` */
  readonly question: string;
  /** What it is about, a line each, after context and server. */
  readonly about: readonly string[];
  /** The button. */
  readonly action: string;
  /** `Delete Pod web`, where the name of a protected context is typed. */
  readonly doing: string;
}

/** The last question before a change: it names the context and its server. */
export async function isChangeMeant(
  guards: Pick<Guards, 'isProtected'>,
  context: GuardedContext,
  { question, about, action, doing }: ChangeQuestion,
): Promise<boolean> {
  const detail = [`Context: ${context.name}`, `Server: ${context.server ?? ''}`, ...about];
  return (
    (await confirm(question, detail.join('\n'), action)) && isMeantThere(guards, context, doing)
  );
}
