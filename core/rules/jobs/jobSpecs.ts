/** Parts of Jobs and CronJobs that several rules look at. */
import { at, get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { WalkContext } from '../../walk/visit.ts';

/** The pod template of a Job or a CronJob. */
export function jobTemplate({ root, gvk }: WalkContext): Node | undefined {
  return at(
    root,
    gvk.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'],
  );
}

export function isIndexed(jobSpec: Node | undefined): boolean {
  return string(get(jobSpec, 'completionMode')) === 'Indexed';
}

/** Rules of a pod failure policy that are about exit codes. */
export function exitCodeRules(jobSpec: Node): { readonly codes: Node }[] {
  return list(at(jobSpec, ['podFailurePolicy', 'rules'])).flatMap((rule) => {
    const codes = get(rule, 'onExitCodes');
    return codes ? [{ codes }] : [];
  });
}
