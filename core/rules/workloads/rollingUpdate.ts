/** How a workload replaces its pods. */
import { at, get, type Node } from '../../yaml/node.ts';
import { isSet, numberOrPercent, string } from '../read.ts';
import type { WalkContext } from '../../walk/visit.ts';

export interface RollingUpdate {
  readonly strategy?: Node | undefined;
  readonly type: string;
  readonly update?: Node | undefined;
  /** As counts or percentages. */
  readonly surge?: number | undefined;
  readonly unavailable?: number | undefined;
}

export function rollingUpdateOf({ root, gvk }: WalkContext): RollingUpdate {
  const key = gvk.kind === 'Deployment' ? 'strategy' : 'updateStrategy';
  const strategy = at(root, ['spec', key]);
  const update = get(strategy, 'rollingUpdate');
  return {
    strategy,
    type: string(get(strategy, 'type')) ?? 'RollingUpdate',
    update: isSet(update) ? update : undefined,
    surge: numberOrPercent(get(update, 'maxSurge'))?.value,
    unavailable: numberOrPercent(get(update, 'maxUnavailable'))?.value,
  };
}
